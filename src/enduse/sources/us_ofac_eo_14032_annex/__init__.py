"""The annex of Executive Order 14032: the first companies under the investment ban as amended."""
