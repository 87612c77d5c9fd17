"""What servers are told of a copy: headers for whoever serves it, among them where it stands as an onion service.

Tor Browser offers the onion service of a page that comes over HTTPS with the header ``Onion-Location``. A page of ours says it nowhere: the
same bytes serve under every address, and the one who serves them knows which.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

ONION = re.compile(r"(https?://(?:[a-z0-9-]+\.)*[a-z2-7]+\.onion(?::[0-9]{1,5})?)(/(?:[A-Za-z0-9._~-]+/)*)?")
"""An address of an onion service: its origin, and the folder of the site there. Nothing in it can end a header or a server's line."""
HEADERS, NGINX = "_headers", "hosting/nginx.conf"
_PLAIN = (("Referrer-Policy", "no-referrer"), ("X-Content-Type-Options", "nosniff"))


def onion_of(addresses: Sequence[str]) -> tuple[str, str] | None:
    """Origin and folder of the first onion address a case names; None where it names none.

    >>> onion_of(["https://atlas.example/", "http://specimen.onion/atlas/"])
    ('http://specimen.onion', '/atlas/')
    """
    found = next((match for each in addresses if (match := ONION.fullmatch(each))), None)
    return (found[1], found[2] or "/") if found else None


def write_hosting(out: Path, addresses: Sequence[str]) -> None:
    """Write ``_headers``, which hosts of static sites read at the top of a folder, and ``hosting/nginx.conf``, to be included in a server's
    block; both where an onion address is named.

    ``_headers`` leads to the start there, nginx to the very page where the site stands at the top of both.
    """
    onion = onion_of(addresses)
    if onion is None:
        return
    origin, folder = onion
    headers = "".join(f"  {name}: {value}\n" for name, value in (*_PLAIN, ("Onion-Location", origin + folder)))
    (out / HEADERS).write_text(f"/*\n{headers}", encoding="utf-8", newline="\n")
    there = f"{origin}$request_uri" if folder == "/" else f"{origin}{folder}"
    lines = [*_PLAIN, ("Onion-Location", there)]
    text = "# Include this in the server block of nginx that serves this folder over HTTPS.\n"
    (out / NGINX).parent.mkdir(exist_ok=True)
    text += "".join(f'add_header {name} "{value}" always;\n' for name, value in lines)
    (out / NGINX).write_text(text, encoding="utf-8", newline="\n")
