"""What papers are about: words with evidence, weighed by where they stand. Who buys is never an input."""
