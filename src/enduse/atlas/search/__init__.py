"""Search in the page: what can be found, by which keys, and the files a browser reads from a disk."""
