"""Releases of the atlas as a whole: the manifest of a copy, and the pages that say which release it is and what has changed.

A release is a numbered, dated, signed state of the site; what a single finding went through before it is shown is the room ``release``.
Everything here is written when a built site is laid in its place, so that a page that rests on no new statement stays the same file.
"""
