"""How to cite the atlas and each record of it: which pages are records, what is said of them, and one writer for each form.

A page names its record without the release, so that a release changes no page that says nothing new; the files of the downloads are written
when a copy is laid, with the number and the day of its release.
"""
