"""Screening: names and inventories of a user against a case, as of a day, with reasons and the lists' versions."""
