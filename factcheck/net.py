"""The one door for outgoing HTTP: public addresses only, the address that was checked and no other,
bounded in time, size and type.

Called where the desk asks a foreign address: a source's snapshot, a webhook's endpoint.
Never inside a transaction. Reads no proxy, cookie or password from the environment. (An extractor
of the operator's own has its own client, `claims.extractors.remote`.)
"""

from __future__ import annotations

import contextlib
import functools
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from email.message import Message
from urllib.parse import urljoin, urlsplit

import certifi
from django.conf import settings
from urllib3 import BaseHTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import DecodeError, HTTPError

import factcheck
from factcheck.addresses import IP, Address, places_of, read_address
from factcheck.errors import NotFetched

MOST_REDIRECTS = 5
_SENDS_ON = {301, 302, 303, 307, 308}
_PIECE = 64 * 1024
_PACKED = {"", "identity", "gzip", "x-gzip", "deflate"}  # br is not asked for


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: header names in lower case, the body unpacked, `url` the address that gave
    it and `redirects` those that led there."""

    status: int
    url: str
    headers: Mapping[str, str]
    body: bytes
    redirects: tuple[str, ...] = ()

    @property
    def media_type(self) -> str:
        """Like `text/html`; "" where the answer names none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """As the header names it, "" where it does not."""
        said = Message()
        said["Content-Type"] = self.headers.get("content-type", "")
        return said.get_content_charset("")


def get(
    url: str,
    *,
    most_bytes: int,
    seconds: float,
    types: Sequence[str] = (),
    headers: Mapping[str, str] | None = None,
    follow: bool = True,
) -> Answer:
    """Asks an address, and where it sends on, the next: each under the same rules, five at most.

    `seconds` bound it all: look-up, redirects, the last byte. `most_bytes` are counted as unpacked.
    `types` are the media types that are taken, the best first ("" for an answer that names none);
    all where it is empty. `headers` go to the first host alone.

    Raises:
        NotFetched: with a sentence. fetch_off, scheme, address, credentials, port, not_public,
        unreachable, certificate, too_slow, too_big, type, encoding, redirects.
    """
    _check_on()
    ends = _Ends(seconds)
    address, sent, passed = read_address(url), dict(headers or {}), list[str]()
    while True:
        asked = _Asked("GET", address, sent, None, most_bytes, types)
        answer = _ask(asked, ends)
        if not follow or answer.status not in _SENDS_ON or "location" not in answer.headers:
            return replace(answer, redirects=tuple(passed))
        passed.append(address.url)
        if len(passed) > MOST_REDIRECTS:
            message = f"This address sends on more than {MOST_REDIRECTS} times."
            raise NotFetched("redirects", message)
        following = read_address(_joined(address, answer.headers["location"]))
        if (address.scheme, following.scheme) == ("https", "http"):
            message = "This address sends on from https to http, where anybody may read along."
            raise NotFetched("redirects", message)
        if following.origin != address.origin:
            sent = {}
        address = following


def post(
    url: str,
    body: bytes,
    *,
    headers: Mapping[str, str],
    most_bytes: int,
    seconds: float,
) -> Answer:
    """Sends a body, and follows no redirect: what was signed for one address goes to no other.

    What counts is the status: of the answer's body the first `most_bytes` are kept, or what came
    before it broke off or time was up.

    Raises:
        NotFetched: as `get`.
    """
    _check_on()
    asked = _Asked("POST", read_address(url), headers, body, most_bytes, ())
    return _ask(asked, _Ends(seconds))


def _check_on() -> None:
    if not settings.FACTCHECK_FETCH:
        raise NotFetched("fetch_off", "This desk asks no foreign address: FACTCHECK_FETCH is off.")


@dataclass(frozen=True, slots=True)
class _Asked:
    """One request."""

    method: str
    address: Address
    headers: Mapping[str, str]
    body: bytes | None
    most_bytes: int
    types: Sequence[str]


class _Ends:
    """When all must be done."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.at = time.monotonic() + seconds

    def over(self) -> bool:
        """Whether that time has come."""
        return time.monotonic() >= self.at

    def left(self, host: str) -> float:
        """Raises:
        NotFetched: nothing is left.
        """
        if self.over():
            raise self.late(host)
        return self.at - time.monotonic()

    def late(self, host: str) -> NotFetched:
        """The refusal."""
        return NotFetched("too_slow", f"{host} took over {self.seconds:g} seconds to answer.")


class _Pinned:
    """A connection that goes to the addresses that were checked, and looks nothing up."""

    places: Sequence[IP]
    port: int
    ends: _Ends

    def _new_conn(self) -> socket.socket:
        problem: OSError = OSError("no address")
        for at, ip in enumerate(self.places):
            # One that swallows everything leaves time for the others.
            seconds = max(self.ends.at - time.monotonic(), 0.001) / (len(self.places) - at)
            family = socket.AF_INET if ip.version == 4 else socket.AF_INET6
            made = socket.socket(family, socket.SOCK_STREAM)
            try:
                made.settimeout(seconds)
                made.connect((str(ip), self.port))
            except OSError as error:
                made.close()
                problem = error
                continue
            made.settimeout(max(self.ends.at - time.monotonic(), 0.001))
            return made
        raise problem


class _Plain(_Pinned, HTTPConnection):
    port: int


class _Secure(_Pinned, HTTPSConnection):
    port: int


@functools.cache
def trusted() -> ssl.SSLContext:
    """Whose certificates count: those of the list that comes with the desk, and the machine's."""
    context = ssl.create_default_context(cafile=certifi.where())
    context.load_default_certs()
    return context


def _ask(asked: _Asked, ends: _Ends) -> Answer:
    address = asked.address
    places = places_of(
        address, seconds=ends.left(address.host), allowed=settings.FACTCHECK_NET_ALLOW
    )
    line: _Plain | _Secure
    if address.scheme == "https":
        line = _Secure(address.host, address.port, ssl_context=trusted())
    else:
        line = _Plain(address.host, address.port)
    line.places, line.ends, line.timeout = places, ends, ends.left(address.host)
    try:
        line.connect()
        with _cut_off(line, ends.left(address.host)):
            answer = _exchange(line, asked)
    except (HTTPError, http.client.HTTPException, OSError) as error:
        if ends.over() or isinstance(error, TimeoutError):
            raise ends.late(address.host) from None
        raise _unreachable(address, error) from None
    finally:
        line.close()
    # An answer without a length ends where the line was cut: it only looks whole.
    if ends.over() and asked.body is None:
        raise ends.late(address.host)
    return answer


@contextlib.contextmanager
def _cut_off(line: HTTPConnection, seconds: float) -> Iterator[None]:
    """Each read has its own time-out, so a server that drips would never end: the line is shut."""

    held = line.sock  # the connection lets go of it as soon as the headers are read
    assert held is not None

    def cut() -> None:
        with contextlib.suppress(OSError):
            # Not the TLS socket's own, which would let the rest be read as plain.
            socket.socket.shutdown(held, socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _exchange(line: HTTPConnection, asked: _Asked) -> Answer:
    ours = {
        "host": asked.address.netloc,
        "user-agent": user_agent(),
        "accept-encoding": "gzip, deflate",
        "connection": "close",
    }
    given = {name.lower(): value for name, value in asked.headers.items()}
    # The others are read too, but who has several forms of a page shall give the best.
    accepted = f"{asked.types[0]}, */*;q=0.5" if asked.types else "*/*"
    line.request(
        asked.method,
        asked.address.target,
        body=asked.body,
        headers={"accept": accepted, **given, **ours},
        preload_content=False,
        decode_content=True,
    )
    with contextlib.closing(line.getresponse()) as response:
        return _taken(response, asked)


def _taken(response: BaseHTTPResponse, asked: _Asked) -> Answer:
    found = Answer(
        response.status,
        asked.address.url,
        {name.lower(): value for name, value in response.headers.itermerged()},
        b"",
    )
    if found.status in _SENDS_ON:
        return found  # nobody reads the words around a redirect
    if asked.body is not None:
        return replace(found, body=_beginning(response, asked.most_bytes))
    if 200 <= found.status < 300 and asked.types and found.media_type not in asked.types:
        taken = ", ".join(filter(None, asked.types))
        given = found.media_type[:60] or "a file of no type"
        message = f"This address gives {given}. What is read here: {taken}."
        raise NotFetched("type", message)
    return replace(found, body=_body(response, found, asked.most_bytes))


def _beginning(response: BaseHTTPResponse, most: int) -> bytes:
    """The first bytes, whatever becomes of the rest."""
    found = b""
    with contextlib.suppress(HTTPError, http.client.HTTPException, OSError):
        for piece in response.stream(most, decode_content=True):
            found += piece
            if len(found) >= most:
                break
    return found[:most]


def _body(response: BaseHTTPResponse, found: Answer, most: int) -> bytes:
    """The bytes, unpacked piece by piece and counted so: a small file may swell without end."""
    if found.headers.get("content-encoding", "").strip().lower() not in _PACKED:
        raise NotFetched("encoding", "The answer is packed in a way that was not asked for.")
    too_big = NotFetched("too_big", f"This address gives over {most:,} bytes, which is the limit.")
    said = found.headers.get("content-length", "")
    if said.isascii() and said.isdecimal() and len(said) < 19 and int(said) > most:
        raise too_big
    pieces, size = [], 0
    for piece in response.stream(_PIECE, decode_content=True):
        size += len(piece)
        if size > most:
            raise too_big
        pieces.append(piece)
    return b"".join(pieces)


def _unreachable(address: Address, error: Exception) -> NotFetched:
    """What went wrong, without a word of what was found inside."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return NotFetched(
            "certificate",
            f"The certificate of {address.host} has another name, has run out, or nobody vouches "
            "for it.",
        )
    if isinstance(error, DecodeError):
        return NotFetched("encoding", f"The answer of {address.host} cannot be unpacked.")
    if isinstance(error, HTTPError | http.client.HTTPException):
        return NotFetched("unreachable", f"{address.host} broke off, or its answer is no HTTP.")
    return NotFetched("unreachable", f"{address.host} cannot be reached. Try again later.")


def _joined(address: Address, location: str) -> str:
    """Where a redirect leads. Headers come as Latin-1, and spaces stand in some of them."""
    with contextlib.suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        joined = urljoin(address.url, location.strip().replace(" ", "%20"))
        return joined.partition("#")[0]
    except ValueError:
        raise NotFetched("address", "This address sends on to one that cannot be read.") from None


def user_agent() -> str:
    """Who asks: the desk, and where readers find it if that is a public place."""
    home = settings.FACTCHECK_PUBLIC_URL
    known = urlsplit(home).hostname not in {None, "localhost", "127.0.0.1", "::1"}
    return f"Factcheck/{factcheck.__version__}" + (f" (+{home})" if known else "")
