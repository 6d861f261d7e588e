"""Numbers that this kiosk gives alone while the server gives no answer."""
