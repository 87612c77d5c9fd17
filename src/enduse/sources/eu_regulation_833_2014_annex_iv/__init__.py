"""Annex IV to Regulation (EU) 833/2014: parties to which tighter export restrictions apply."""
