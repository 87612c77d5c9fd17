"""Pure functions on text: scripts, numerals, dates, amounts, identifiers, names of public bodies."""
