"""Inventories: who made each camera of a list, which rules touch it for its owner, in which order to replace it, and how others did."""
