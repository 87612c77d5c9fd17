"""The notebook: a built case as Python objects that show themselves, for people who write a few lines and for programs."""
