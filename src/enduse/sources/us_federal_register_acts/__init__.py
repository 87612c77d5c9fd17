"""Notices of the Federal Register on control lists, as legal acts with their days of publication."""
