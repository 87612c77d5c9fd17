"""From bodies to findings: the graph of papers, its paths, and one module for each rule."""
