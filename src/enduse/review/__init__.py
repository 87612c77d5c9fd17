"""Review: the desk where people decide which mentions are one body, what is worth deciding first, and how it is recorded."""
