"""Read-only questions: what a ticket, a counter, a hall or a dossier looks like now."""
