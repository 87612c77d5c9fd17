"""US nonproliferation sanctions: determinations of the Department of State under several statutes."""
