"""The `luot` command line: it starts programs as processes and imports none of them."""
