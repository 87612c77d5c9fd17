"""Which web addresses may be fetched: http and https to public hosts, every address behind the name looked at before any is used.

An address that somebody sends, or that another server redirects to, must never reach a machine of the network this program runs in.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import quote, urlsplit

from enduse.model.errors import FetchRefused

Resolve = Callable[[str, int], Iterable[str]]
"""Host and port to the addresses behind it, as text; ``OSError`` where there are none."""

PORTS = {"http": 80, "https": 443}
OTHER_PORTS = frozenset({80, 443, 8080, 8443})
"""Ports on which web servers stand; on others stand things that must not get a request."""
_INNER = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "arpa", "onion", "invalid")
"""Endings of names that are not of the public network. The first three are read in the list of addresses an archiver must refuse
(loopback names, the metadata name of a cloud); the others are names that public servers do not have."""
_CARRIERS: tuple[IPv4Network | IPv6Network, ...] = tuple(map(ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")))
"""Ranges whose addresses carry an IPv4 address inside (NAT64, 6to4, Teredo)."""
_NUMBER = re.compile(r"\d+|0[xX][0-9a-fA-F]*")
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")


@dataclass(frozen=True, slots=True)
class Target:
    """One checked hop: where to connect, and what to ask for there."""

    url: str
    scheme: str
    host: str
    port: int
    path: str
    """Path and query as they go into the request, in ASCII."""
    addresses: tuple[str, ...]
    """Every address behind the host at the time it was checked; a connection goes to one of these and asks no resolver again."""


def resolve(host: str, port: int) -> list[str]:
    """The system's answer for a host."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def check_address(url: str, resolver: Resolve = resolve) -> Target:
    """The hop an address stands for.

    Raises:
        FetchRefused: it is no plain http or https address of a public host; the message says why.
    """
    if not url or _UNSAFE.search(url):
        raise _refused(url, "it has a space, a control sign or a backslash, or is empty")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _refused(url, str(error)) from error
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        raise _refused(url, "only http and https are fetched")
    if "@" in parts.netloc:
        raise _refused(url, "it has a user name or a password before the host")
    if port is not None and port not in OTHER_PORTS:
        raise _refused(url, f"port {port} is not one of {', '.join(map(str, sorted(OTHER_PORTS)))}")
    host = _host(url, parts.hostname or "")
    port = port or PORTS[scheme]
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=-._~") + (f"?{quote(parts.query, safe=_QUERY)}" if parts.query else "")
    return Target(url, scheme, host, port, path, _addresses(url, host, port, resolver))


_QUERY = "/%:@!$&'()*+,;=-._~?[]"


def _host(url: str, written: str) -> str:
    """The host in ASCII, folded as a resolver folds it: full-width digits and ideographic stops are digits and stops there too."""
    if ":" in written:
        if "%" in written:
            raise _refused(url, "its host has a zone")
        return written
    try:
        host = written.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError as error:
        raise _refused(url, f"its host is no name ({error})") from error
    labels = host.split(".")
    if not all(re.fullmatch(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?", label) for label in labels):
        raise _refused(url, "it has no host, or one with signs that names do not have")
    if _NUMBER.fullmatch(labels[-1]):
        try:
            return str(IPv4Address(host))
        except ValueError as error:
            raise _refused(url, "its host is a number written in a form that readers understand differently") from error
    if len(labels) == 1 or labels[-1] in _INNER:
        raise _refused(url, "its host is no name of the public network")
    return host


def _addresses(url: str, host: str, port: int, resolver: Resolve) -> tuple[str, ...]:
    found: tuple[str, ...]
    try:
        found = (str(ip_address(host)),)
    except ValueError:
        try:
            found = tuple(dict.fromkeys(resolver(host, port)))
        except (OSError, UnicodeError) as error:
            raise _refused(url, f"no address is known for {host} ({error})") from error
    if not found:
        raise _refused(url, f"no address is known for {host}")
    for text in found:
        if not is_public(text):
            raise _refused(url, f"{host} stands for {text}, which is no address of the public network")
    return found


def is_public(text: str) -> bool:
    """Whether an IP address is one that anybody on the public network may be asked at.

    >>> is_public("8.8.8.8"), is_public("10.0.0.5"), is_public("::ffff:127.0.0.1"), is_public("224.0.0.1")
    (True, False, False, False)
    """
    try:
        address: IPv4Address | IPv6Address = ip_address(text)
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and (address.ipv4_mapped is not None or any(address in carrier for carrier in _CARRIERS)):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _refused(url: str, why: str) -> FetchRefused:
    shown = re.sub(r"//[^/@]*@", "//…@", url)  # never a password in a message
    return FetchRefused(f"{shown!r} is not fetched: {why}. Get the file with a browser and give it with --from FILE.")
