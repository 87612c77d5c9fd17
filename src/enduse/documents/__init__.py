"""From bytes to text: one reader per format, in a child process with limits."""
