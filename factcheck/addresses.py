"""Which address may be asked: one reading of it, where it leads, and whether that is public.

Called by `factcheck.net` alone. The host that is read here is looked up here, once, and each
address that comes back is judged; who connects must use those addresses and no name.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import idna

from factcheck.errors import NotFetched

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
LIMIT = 2000  # characters of an address
DEFAULT_PORTS = {"http": 80, "https": 443}
# Sources stand on odd ports too. Below 1024 the others belong to mail, files and names; above it
# these answer in other languages than the web's, some of them to a request of the web's form.
OTHER_SERVICES = {
    1080, 1433, 1521, 1723, 2049, 2375, 2376, 2379, 3128, 3306, 3389, 4369, 5060, 5061, 5432, 5672,
    5900, 6000, 6379, 6443, 6665, 6666, 6667, 6668, 6669, 6697, 9042, 9092, 9200, 9300, 10250,
    11211, 27017,
}  # fmt: skip
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_LITERAL = re.compile(r"\[[^\]]*\](?::[0-9]*)?")
_TARGET = "/%:@!$&'()*+,;=~-._?"

# What `is_global` lets through in some version of Python that the desk runs on, or what carries
# another address inside.
_CLOSED = tuple(
    ipaddress.ip_network(text)
    for text in (
        "100.64.0.0/10",  # of carriers
        "192.0.0.0/24",
        "192.88.99.0/24",  # relays of 6to4
        "224.0.0.0/4",
        "240.0.0.0/4",
        "2001::/23",  # Teredo and others
        "2001:db8::/32",
        "2002::/16",  # 6to4
        "3fff::/20",
    )
)
_UNICAST = ipaddress.IPv6Network("2000::/3")
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")  # NAT64: an IPv4 address in the last four bytes


@dataclass(frozen=True, slots=True)
class Address:
    """An address as it is asked: the host in letters of ASCII, the target percent-encoded."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def netloc(self) -> str:
        """The host as a header names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole of it."""
        return f"{self.scheme}://{self.netloc}{self.target}"

    @property
    def origin(self) -> tuple[str, str, int]:
        """What tells one service from another."""
        return self.scheme, self.host, self.port


def read_address(url: str) -> Address:
    """Raises:
    NotFetched: no address of the web, or one that two programs could read in two ways.
    """
    if not re.match(r"https?://", re.sub(r"[\s\x00-\x1f]", "", url), re.IGNORECASE):
        message = "Only http and https addresses are fetched, like https://outlet.example/a."
        raise NotFetched("scheme", message)
    if re.search(r"[\s\x00-\x1f\x7f\\]", url):
        raise NotFetched("address", "An address is one line without spaces and backslashes.")
    if len(url) > LIMIT:
        message = f"An address has {LIMIT} characters at most; this one has {len(url)}."
        raise NotFetched("address", message)
    try:
        parts = urlsplit(url)
        scheme, port = parts.scheme.lower(), parts.port
        if "@" in parts.netloc:
            message = "An address with a user name or password in it is not fetched. Take them out."
            raise NotFetched("credentials", message)
        literal = "[" in parts.netloc
        if literal and not _LITERAL.fullmatch(parts.netloc):
            raise ValueError("words beside the brackets")  # noqa: TRY301 - told below
        host = _host(parts.hostname or "", literal=literal)
        target = quote(parts.path or "/", safe=_TARGET)
        target += f"?{quote(parts.query, safe=_TARGET)}" if parts.query else ""
    except ValueError:
        raise NotFetched("address", "This is no address that can be read.") from None
    port = DEFAULT_PORTS[scheme] if port is None else port
    if (port < 1024 and port not in DEFAULT_PORTS.values()) or port in OTHER_SERVICES:
        message = f"Port {port} belongs to another service than the web. It is not asked."
        raise NotFetched("port", message)
    return Address(scheme, host, port, target)


def _host(host: str, *, literal: bool) -> str:
    """The host as it is looked up; an IPv4 address in any of its forms as four numbers.

    Raises:
        ValueError: it is none.
    """
    if literal:
        return str(ipaddress.IPv6Address(host)) if "%" not in host else _no_host(host)
    if not host.isascii():
        host = idna.encode(host, uts46=True).decode("ascii")
    host = host.rstrip(".")
    labels = host.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        try:
            return str(ipaddress.IPv4Address(socket.inet_aton(host)))
        except OSError:
            return _no_host(host)
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        return _no_host(host)
    return host


def _no_host(host: str) -> str:
    raise ValueError(f"{host!r} is no host")


def is_public(ip: IP) -> bool:
    """Whether an address belongs to the public internet, whatever is wrapped around it."""
    ip = unwrapped(ip)
    if isinstance(ip, ipaddress.IPv6Address) and ip not in _UNICAST:
        return False
    return ip.is_global and not ip.is_multicast and not any(ip in closed for closed in _CLOSED)


def unwrapped(ip: IP) -> IP:
    """The IPv4 address to which an IPv6 one leads, where it is written in its last four bytes."""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return ip.ipv4_mapped
        if ip in _TRANSLATED:
            return ipaddress.IPv4Address(ip.packed[12:])
    return ip


def places_of(address: Address, *, seconds: float, allowed: Collection[Network]) -> list[IP]:
    """Where the address leads: looked up once, every answer judged. One that is neither public nor
    `allowed` refuses them all, for a name that leads both ways is a trap.

    Raises:
        NotFetched: not_public, unreachable (there is no such host), too_slow.
    """
    try:
        found: list[IP] = [ipaddress.ip_address(address.host)]
    except ValueError:
        found = _look_up(address, seconds)
    for ip in found:
        inner = unwrapped(ip)
        if not is_public(ip) and not any(ip in one or inner in one for one in allowed):
            raise NotFetched(
                "not_public",
                "This address is inside this network, or is no public one. The desk fetches from "
                "the public web only.",
            )
    return found


def _look_up(address: Address, seconds: float) -> list[IP]:
    """A resolver knows no time limit, so it is asked from a thread of its own."""
    pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="look-up")
    asked = pool.submit(
        socket.getaddrinfo, address.host, address.port, type=socket.SOCK_STREAM, proto=0
    )
    pool.shutdown(wait=False)
    try:
        answers = asked.result(timeout=seconds)
    except TimeoutError:
        raise NotFetched("too_slow", f"Nobody said in time where {address.host} is.") from None
    except (OSError, UnicodeError):
        message = f"There is no host {address.host}, or it cannot be found now. Look for a typo."
        raise NotFetched("unreachable", message) from None
    # A link-local answer may name its interface behind a %.
    found = dict.fromkeys(
        ipaddress.ip_address(str(where[0]).partition("%")[0]) for *_, where in answers
    )
    if not found:
        raise NotFetched("unreachable", f"The host {address.host} has no address.")
    return list(found)
