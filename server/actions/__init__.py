"""The verbs: one function, one transaction, one log line each."""
