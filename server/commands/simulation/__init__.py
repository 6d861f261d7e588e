"""Days that never were: made-up or drawn from the past, and what would have come of them."""
