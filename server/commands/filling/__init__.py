"""Made-up years: days written into a trial database, for tests and demonstrations."""
