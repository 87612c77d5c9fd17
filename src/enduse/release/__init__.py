"""What may be shown, in which state and with which words."""
