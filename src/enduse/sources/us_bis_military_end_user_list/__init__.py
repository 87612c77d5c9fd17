"""The US Military End-User List: Supplement No. 7 to Part 744 of Title 15, Code of Federal Regulations."""
