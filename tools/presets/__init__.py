"""How the catalogues of the centres in config/ were made."""
