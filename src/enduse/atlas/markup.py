"""Markup made quickly: the few patterns that stand on every page many times."""

from __future__ import annotations

from markupsafe import Markup, escape


def filled(pattern: str, *values: object) -> Markup:
    """HTML with each ``%s`` of a pattern of ours replaced by a value, escaped unless it is markup already.

    Does what ``Markup.format`` does in a fifth of its time; a third of a site's time went there.

    >>> filled('<a href="%s">%s</a>', 'a"b', Markup("<b>c</b>"))
    Markup('<a href="a&#34;b"><b>c</b></a>')
    """
    safe = tuple([value if type(value) is Markup else escape(value) for value in values])
    return Markup(pattern % safe)  # noqa: S704 - the pattern is ours, the values are escaped
