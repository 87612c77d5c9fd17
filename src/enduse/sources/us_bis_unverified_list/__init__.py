"""The US Unverified List: Supplement No. 6 to Part 744 of Title 15, Code of Federal Regulations."""
