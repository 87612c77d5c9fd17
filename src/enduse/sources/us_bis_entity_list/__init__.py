"""The US Entity List: Supplement No. 4 to Part 744 of Title 15, Code of Federal Regulations."""
