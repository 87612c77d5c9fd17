"""Containers: archives, mails and web archives are unpacked in a jail of their own; nothing is extracted by name."""
