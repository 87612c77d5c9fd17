"""Grades: how far a source can be relied on and how well what it says is confirmed, apart; and where sources differ.

A grade is a pure function of statements, their sources and what people decided; what decides it stands in ``criteria.yml``.
"""
