"""A register of unified social credit codes with the names of their holders."""
