"""Whether a link can be opened by readers at all. Looks at the words alone, asks no server."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

from django.conf import settings

from factcheck.addresses import IP, is_public

# Names that mean something inside one network only (RFC 6761, 6762, 8375; ICANN's .internal).
INSIDE = ("localhost", "local", "internal", "lan", "home.arpa", "intranet", "corp", "home")


def is_private(url: str) -> bool:
    """Whether the address names this machine or a network that readers are not in, and that the
    operator has not let in (`FACTCHECK_NET_ALLOW`).

    `url` is one that `canonical_url` takes. Decimal, octal and short forms of an IPv4 address are
    read as a browser reads them.
    """
    host = (urlsplit(url).hostname or "").rstrip(".").casefold()
    address = _address(host)
    if address is not None:
        allowed = any(address in network for network in settings.FACTCHECK_NET_ALLOW)
        return not is_public(address) and not allowed
    return "." not in host or any(host == name or host.endswith(f".{name}") for name in INSIDE)


def _address(host: str) -> IP | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        try:
            return ipaddress.IPv4Address(socket.inet_aton(host))
        except (OSError, ValueError):
            return None
