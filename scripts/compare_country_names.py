"""Compare the Chinese country names of the atlas with those of Unicode's CLDR, as a Chromium on this machine carries them.

    python scripts/compare_country_names.py [zh-Hans]

Prints a line for each name that differs: code, ours, CLDR's. Changes nothing: which name is used is a person's decision.
"""

from __future__ import annotations

import shutil
import sys

from playwright.sync_api import sync_playwright

from enduse.atlas.geography import load_geography

ASK = "([tag, codes]) => { const n = new Intl.DisplayNames([tag], {type: 'region'}); return codes.map(c => n.of(c.toUpperCase())); }"


def main(tag: str = "zh-Hans") -> None:
    """Ask the browser and print the differences."""
    geography = load_geography()
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        theirs = browser.new_page().evaluate(ASK, [tag, list(geography.codes)])
        browser.close()
    for code, name in zip(geography.codes, theirs, strict=True):
        if geography.name(code, tag.partition("-")[0]) != name:
            print(code, geography.name(code, tag.partition("-")[0]), name, sep="\t")


if __name__ == "__main__":
    main(*sys.argv[1:])
