"""Withhold-release orders and findings of US Customs: goods of a named producer that are held at the port."""
