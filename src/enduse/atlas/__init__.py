"""The publication: pages, map, downloads, every claim linked to its passage."""
