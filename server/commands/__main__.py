"""``python -m server.commands`` is ``luot``."""

from server.commands.main import main

main()
