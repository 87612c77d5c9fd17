"""The optional extra ``[ocr]``: whether it is installed, what it is called in documents, and its settings. Loads nothing of it."""

from __future__ import annotations

from functools import cache
from importlib import metadata
from importlib.resources import files

import msgspec

from enduse.model.yaml_text import read_yaml

READER = "enduse.documents.ocr_reader"
"""The module that registers the readers; only a process made for it may import it."""
EXTENSIONS = frozenset({"", ".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff"})
"""Endings of papers that may have to be read by OCR; a picture under the name of a text is refused as what it is."""
ADVICE = (
    "install the extra [ocr] and build again: make setup-ocr in a checkout, or pip install --require-hashes -r requirements/ocr.txt; "
    "or add the same paper as text or HTML"
)


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``ocr.yml``."""

    packages: tuple[str, ...]
    model: str
    threads: int
    memory_bytes: int
    cpu_seconds: int
    seconds: float
    pages: int
    pixels: int
    longest_side: int
    dpi: int
    red_over: int
    red_rim: int
    red_share: float
    red_text_score: float
    least_score: float
    doubtful_score: float


@cache
def settings() -> Settings:
    """The settings, read once."""
    stored = files("enduse.documents").joinpath("ocr.yml").read_text(encoding="utf-8")
    return msgspec.convert(read_yaml(stored), Settings)


@cache
def installed() -> str | None:
    """The engine as installed, ``rapidocr 3.10.0 model PP-OCRv6-small``; None where one of the extra's packages is missing."""
    try:
        versions = {package: metadata.version(package) for package in settings().packages}
    except metadata.PackageNotFoundError:
        return None
    return f"rapidocr {versions['rapidocr']} model {settings().model}"
