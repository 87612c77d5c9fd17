"""Places in all their spellings: the reference table of Chinese divisions (cn.csv) and the gazetteer that finds a place in a name."""

from enduse.language.places.gazetteer import Gazetteer, Place, Prefix
from enduse.language.places.reference import reference, with_spellings

__all__ = ["Gazetteer", "Place", "Prefix", "reference", "with_spellings"]
