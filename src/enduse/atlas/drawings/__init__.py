"""Drawings made on the server: SVG whose text keeps its size on a phone: places along are in per cent, heights in pixels."""
