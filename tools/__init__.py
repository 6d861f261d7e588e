"""What `make setup` runs: it needs nothing but a Python, and sets up only what is missing."""
