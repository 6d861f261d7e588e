"""The rules of the trade: pure, without clock, randomness or I/O."""
