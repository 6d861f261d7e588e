"""What ends a command with exit code 1 and one line."""


class CommandFailed(Exception):
    """The command could not do it; the message says why and what to do."""
