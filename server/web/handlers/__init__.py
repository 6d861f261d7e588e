"""What each route does: ask a verb, then say how things stand."""
