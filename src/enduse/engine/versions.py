"""What an outcome depends on beside Enduse's own code: a worker that differs in it would give other bytes and is refused."""

from __future__ import annotations

import sys
import zlib
from functools import cache
from importlib import metadata

_ALWAYS = ("duckdb", "jinja2", "msgspec", "opencc", "pypdfium2", "python-calamine", "pyyaml", "rapidfuzz")
_OCR = ("numpy", "onnxruntime", "opencv-python-headless", "pillow")
"""Packages of the extra [ocr]; they count only where ``rapidocr`` is installed, other extras have some of them too."""


@cache
def versions() -> dict[str, str]:
    """Name -> version of Python (its tables of signs differ from 3.11 to 3.12) and of every package that touches what is written."""
    found = {"python": f"{sys.version_info[0]}.{sys.version_info[1]}", "rapidocr": _version("rapidocr")}
    found["zlib"] = zlib.ZLIB_RUNTIME_VERSION  # packs and shards are deflated
    packages = _ALWAYS if found["rapidocr"] == "not installed" else _ALWAYS + _OCR
    return found | {package: _version(package) for package in packages}


def differences(there: dict[str, str]) -> list[str]:
    """What another process has otherwise than this one: ``duckdb: 2.0.0 there, 1.5.6 here``."""
    here = versions()
    names = sorted(here.keys() | there.keys())
    return [
        f"{name}: {there.get(name, 'not installed')} there, {here.get(name, 'not installed')} here"
        for name in names
        if here.get(name) != there.get(name)
    ]


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"
