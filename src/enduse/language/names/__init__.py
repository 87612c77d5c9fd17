"""The grammar of organisations' names in Chinese and English, and the dictionaries that bridge them: pure functions and data."""

from enduse.language.names.organisation import OrganisationName, Part, show
from enduse.language.names.parsing import main_function, parse

__all__ = ["OrganisationName", "Part", "main_function", "parse", "show"]
