"""Section 1286: foreign institutions and talent programmes, for the review of research funding."""
