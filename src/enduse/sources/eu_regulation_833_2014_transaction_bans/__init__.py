"""Annexes XLIV, XLV and XLIX to Regulation (EU) 833/2014: parties with which no transaction may be made."""
