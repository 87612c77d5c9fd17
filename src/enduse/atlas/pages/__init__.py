"""One module for each kind of page. ``write(press)`` writes all pages of its kind."""
