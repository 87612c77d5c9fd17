"""Data files for the site's own scripts: one call of a function with one JSON value.

Pages run from a disk, where a browser refuses to fetch a file but loads a script; a file of this form works there, and under
``script-src 'self'``. Nothing in it is code but the name of the function (docs/decisions/0100).
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from enduse.atlas.plaintext import STEERING

_REMARK = re.compile(r"""^\s*//.*$|[ ]//[ ][^"'`]*$""")
"""A remark: a line of its own, or what stands behind a line and holds no quotation mark, so that it ends no text of the script."""


def bare(script: str) -> str:
    """A script of ours as a reader's browser needs it: without remarks and indents.

    >>> bare("// why\\n  let a = 'b // c'; // so\\n")
    "let a = 'b // c';\\n"
    """
    lines = (_REMARK.sub("", line).strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def call(function: str, *values: Any) -> str:
    """The text of a data file.

    >>> call("enduseMap", {"a": "x\\u2028"}, 1)
    'enduseMap({"a":"x\\\\u2028"},1);\\n'
    """
    said = ",".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)
    return f"{function}({STEERING.sub(_escape, said)});\n"


def write_call(path: Path, function: str, *values: Any) -> None:
    """Write a data file; its folder is made where it is not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(call(function, *values), encoding="utf-8", newline="\n")


def _escape(match: Any) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
