"""Capture before reading: the content-addressed vault, its custody records, and their verification."""
