"""Reports as tables: what each asks, its columns and their definitions, and its files."""
