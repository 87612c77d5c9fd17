"""Control lists, registers and legal acts in their publishers' own formats, one folder each."""
