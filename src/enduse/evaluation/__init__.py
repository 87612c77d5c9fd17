"""Evaluation: how well the house does its work, measured on labelled material that a user brings."""
