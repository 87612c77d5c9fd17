"""Enduse reads the papers of the trade in surveillance technology and shows the evidence at every step."""

__version__ = "0.1.0"
