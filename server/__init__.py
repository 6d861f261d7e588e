"""The centre: the one truth about numbers, counters and visits."""
