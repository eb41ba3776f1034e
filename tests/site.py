"""A site of somebody else, on loopback: its pages answer as a test tells them, byte by byte."""

from __future__ import annotations

import contextlib
import ssl
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from typing import Any

LOOPBACK = (ip_network("127.0.0.0/8"), ip_network("::1/128"))
Page = Callable[[BaseHTTPRequestHandler], None]


def gives(body: bytes = b"", status: int = 200, **headers: str) -> Page:
    """A page of these bytes; a header's name is written with _ for -."""

    def page(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return page


def sends_on(to: str, status: int = 302) -> Page:
    """A redirect."""
    return gives(b"elsewhere", status, Location=to)


class Site:
    """The running site: `pages` by path, and what it was asked."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.sent: list[bytes] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            timeout = 10

            def do_GET(self) -> None:
                site.asked.append((self.command, self.path, {**self.headers}))
                page = site.pages.get(self.path, gives(b"nothing here", 404))
                with contextlib.suppress(OSError):  # whoever asked has left
                    page(self)

            def do_POST(self) -> None:
                site.sent.append(self.rfile.read(int(self.headers["Content-Length"])))
                self.do_GET()

            def log_message(self, *args: Any) -> None:
                pass

        self.server = _Quiet(("127.0.0.1", 0), Handler)
        self.port = int(self.server.server_address[1])
        if tls is not None:
            self.server.socket = tls.wrap_socket(
                self.server.socket, server_side=True, do_handshake_on_connect=False
            )
        self.scheme = "https" if tls else "http"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def at(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """The address of one of its pages."""
        return f"{self.scheme}://{host}:{self.port}{path}"


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """A handshake that the other side broke off is what some tests want."""


@contextlib.contextmanager
def open_site(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site for as long as the block lasts."""
    site = Site(tls)
    try:
        yield site
    finally:
        site.server.shutdown()
        site.server.server_close()
