"""Grades, by tables of cases."""
