"""The kiosk: the touch screen that gives numbers, and its printer."""
