"""How well Enduse reads and matches, measured on sets labelled by people: the desk behind ``enduse eval``."""
