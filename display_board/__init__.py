"""The screen and the voice of a hall: what the server calls is shown and said."""
