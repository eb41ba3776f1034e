"""What leaves the desk goes to public addresses only, to the checked one, within limits."""

from __future__ import annotations

import gzip
import json
import logging
import socket
import ssl
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
import trustme

from claims.given import canonical_url
from factcheck import __version__, net
from factcheck.addresses import is_public, read_address
from factcheck.errors import NotFetched
from tests.site import LOOPBACK, Site, gives, open_site, sends_on

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "bad-inputs"
HOST = "pages.example"


@pytest.fixture
def site(settings: Any) -> Iterator[Site]:
    """A foreign site that may be asked although it stands on loopback."""
    settings.FACTCHECK_NET_ALLOW = LOOPBACK
    with open_site() as made:
        yield made


class Names:
    """The resolver: each name leads where the test says, one list of addresses a look-up."""

    def __init__(self) -> None:
        self.known: dict[str, list[list[str]]] = {}
        self.asked: list[str] = []

    def __call__(self, host: Any, port: Any, *args: Any, **kwargs: Any) -> list[Any]:
        self.asked.append(host)
        left = self.known.get(host)
        if not left:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        found = left.pop(0) if len(left) > 1 else left[0]
        kind = {4: socket.AF_INET, 6: socket.AF_INET6}
        return [
            (kind[ip_address(one).version], socket.SOCK_STREAM, 6, "", (one, port)) for one in found
        ]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    made = Names()
    monkeypatch.setattr(socket, "getaddrinfo", made)
    return made


def ask(url: str, **given: Any) -> net.Answer:
    return net.get(url, **{"most_bytes": 100_000, "seconds": 5.0, **given})


def refused(url: str, **given: Any) -> NotFetched:
    with pytest.raises(NotFetched) as caught:
        ask(url, **given)
    (error,) = caught.value.errors
    assert (error.field, error.code) == ("url", caught.value.code)
    assert error.message == caught.value.message
    return caught.value


# ---- what comes back ---------------------------------------------------------------------------
def test_a_page_comes_back_with_its_type_and_the_desk_says_who_it_is(
    site: Site, settings: Any
) -> None:
    settings.FACTCHECK_PUBLIC_URL = "https://facts.example"
    site.pages["/a?q=%C3%A9"] = gives(b"words", Content_Type="Text/HTML; charset=Windows-1251")
    answer = ask(site.at("/a?q=é"), types=("text/html",), headers={"X-Key": "1"})
    assert (answer.status, answer.body, answer.redirects) == (200, b"words", ())
    assert (answer.media_type, answer.charset) == ("text/html", "windows-1251")
    assert answer.url == site.at("/a?q=%C3%A9")
    (asked,) = site.asked
    sent = {name.lower(): value for name, value in asked[2].items()}
    assert sent["user-agent"] == f"Factcheck/{__version__} (+https://facts.example)"
    assert (sent["accept"], sent["x-key"]) == ("text/html, */*;q=0.5", "1")
    assert sent["host"] == f"127.0.0.1:{site.port}"
    assert not {"cookie", "authorization", "referer"} & set(sent)


def test_a_desk_without_a_public_place_names_none(settings: Any) -> None:
    settings.FACTCHECK_PUBLIC_URL = "http://127.0.0.1:8000"
    assert net.user_agent() == f"Factcheck/{__version__}"


@pytest.mark.parametrize("name", ["gzip", "deflate"])
def test_what_is_packed_comes_unpacked(site: Site, name: str) -> None:
    packed = gzip.compress(b"words") if name == "gzip" else zlib.compress(b"words")
    site.pages["/"] = gives(packed, Content_Encoding=name)
    assert ask(site.at()).body == b"words"


# ---- which addresses ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("file:///etc/passwd", "scheme"),
        ("gopher://a.example/", "scheme"),
        ("//a.example/", "scheme"),
        ("", "scheme"),
        ("http://u:secret@a.example/", "credentials"),
        ("http://@a.example/", "credentials"),
        ("http://a.example\\@b.example/", "address"),
        ("http://a.example/a b", "address"),
        ("http://a.example/\r\nX: 1", "address"),
        (f"http://a.example/{'a' * 2000}", "address"),
        ("http://", "address"),
        ("http://:80/", "address"),
        ("http://a..example/", "address"),
        (f"http://{'a' * 64}.example/", "address"),
        ("http://-a.example/", "address"),
        ("http://a%2eexample/", "address"),
        ("http://[::1%25lo]/", "address"),
        ("http://[v1.a]/", "address"),
        ("http://[2606:4700::1]a.example/", "address"),
        ("http://[2606:4700::1/", "address"),
        ("http://1.2.3.4.5/", "address"),
        ("http://999.1.1.1/", "address"),
        ("http://a.example:99999/", "address"),
        ("http://a.example/\ud800", "address"),
        ("http://a.example:0/", "port"),
        ("http://a.example:22/", "port"),
        ("http://a.example:25/", "port"),
        ("http://a.example:6379/", "port"),
    ],
)
def test_an_address_that_is_none_of_the_webs_is_refused_unasked(
    names: Names, url: str, code: str
) -> None:
    assert refused(url).code == code
    assert names.asked == []


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1", "2130706433", "0177.0.0.1", "0x7f.0.0.1", "0x7f000001", "017700000001",
        "127.0.0.1.", "１２７.0.0.1", "127。0。0。1", "0", "0.0.0.0", "10.1.2.3", "172.16.0.1",
        "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.0.8", "192.0.2.1", "192.88.99.1",
        "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1",
        "255.255.255.255", "[::]", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[::ffff:0:127.0.0.1]", "[64:ff9b::127.0.0.1]", "[64:ff9b::a00:1]", "[64:ff9b:1::808:808]",
        "[2002:7f00:1::]", "[2002:808:808::]", "[2001:0:4136:e378::1]", "[2001:db8::1]",
        "[3fff::1]", "[5f00::1]", "[100::1]", "[fc00::1]", "[fd12::1]", "[fe80::1]", "[fec0::1]",
        "[ff02::1]", "[4000::1]",
    ],
)  # fmt: skip
def test_an_address_that_is_not_public_is_refused_in_every_form(names: Names, host: str) -> None:
    refusal = refused(f"http://{host}/")
    assert refusal.code == "not_public"
    assert "inside this network" in refusal.message
    assert host.strip("[].") not in refusal.message or host == "0"
    assert names.asked == []


@pytest.mark.parametrize(
    "text",
    ["8.8.8.8", "93.184.216.34", "2606:4700:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"],
)
def test_public_addresses_are_public(text: str) -> None:
    assert is_public(ip_address(text))


def test_forms_of_one_address_are_read_as_one() -> None:
    for host in ("0x7f.1", "2130706433", "127.0.0.1.", "0177.0.0.1"):
        assert read_address(f"http://{host}:8080/a#b").url == "http://127.0.0.1:8080/a"
    assert read_address("HTTPS://WWW.аpple.example.:443").url == "https://www.xn--pple-43d.example/"
    assert read_address("http://[2606:4700:0::1]/ü?q=ü %41".replace(" ", "%20")).url == (
        "http://[2606:4700::1]/%C3%BC?q=%C3%BC%20%41"
    )


@pytest.mark.parametrize(
    "answers", [["10.0.0.7"], ["93.184.216.34", "10.0.0.7"], ["fe80::1%eth0"], ["::1"]]
)
def test_a_name_that_leads_inside_is_refused_and_the_place_is_not_told(
    monkeypatch: pytest.MonkeyPatch, answers: list[str]
) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 80)) for one in answers]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    refusal = refused(f"http://{HOST}/")
    assert refusal.code == "not_public"
    assert not any(one in refusal.message for one in answers)


def test_a_name_that_nobody_knows_is_told(names: Names) -> None:
    assert refused("http://no.example/").code == "unreachable"


def test_a_name_that_nobody_answers_for_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(1.5))
    began = time.monotonic()
    assert refused(f"http://{HOST}/", seconds=0.3).code == "too_slow"
    assert time.monotonic() - began < 1.2


def test_the_name_is_looked_up_once_and_the_checked_address_is_the_one_that_is_asked(
    site: Site, names: Names, settings: Any
) -> None:
    """A name that leads elsewhere at each look-up (rebinding) gains nothing."""
    settings.FACTCHECK_NET_ALLOW = LOOPBACK[:1]
    names.known[HOST] = [["127.0.0.1"], ["169.254.169.254"]]
    site.pages["/"] = gives(b"the checked one")
    assert ask(site.at(host=HOST)).body == b"the checked one"
    assert names.asked == [HOST]
    assert site.asked[0][2]["host"] == f"{HOST}:{site.port}"
    assert refused(site.at(host=HOST)).code == "not_public"


def test_where_a_name_leads_is_tried_in_turn(site: Site, names: Names) -> None:
    names.known[HOST] = [["127.0.0.2", "127.0.0.1"]]  # nobody listens at the first
    site.pages["/"] = gives(b"the second")
    assert ask(site.at(host=HOST)).body == b"the second"


def test_nothing_that_listens_is_told_without_the_place(settings: Any, names: Names) -> None:
    settings.FACTCHECK_NET_ALLOW = LOOPBACK
    names.known[HOST] = [["127.0.0.1"]]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    refusal = refused(f"http://{HOST}:{port}/")
    assert (refusal.code, "127" in refusal.message) == ("unreachable", False)


@pytest.mark.skipif(not FOLDER.exists(), reason="the files of bad input are not beside the project")
def test_every_bad_address_gets_the_answer_that_is_right_for_it(
    names: Names, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    rows = [json.loads(line) for line in (FOLDER / "index.jsonl").read_text().splitlines()]
    rows = [row for row in rows if row["door"] == "url"]
    assert len(rows) > 10
    words = {"inside this network", "http and https", "password", "one line", "characters at most"}
    for row in rows:
        url = (FOLDER / row["file"]).read_bytes().decode()
        if row["expect"] == "accepted":
            assert read_address(canonical_url(url)).host.isascii()
            assert refused(url).code == "unreachable"  # it was looked up
            continue
        refusal = refused(url)
        assert any(one in refusal.message and one in _known(row["answer"], one) for one in words), (
            row,
            refusal.message,
        )
        assert "secret" not in refusal.message
    assert "secret" not in caplog.text
    assert read_address("http://feed.example./story").url == "http://feed.example/story"
    names.known["localhost"] = [["127.0.0.1"]]
    assert refused("http://localhost./").code == "not_public"


def _known(answer: str, words: str) -> str:
    """The index says it in words of its own."""
    return f"{answer} {words}" if words == "characters at most" and "length" in answer else answer


# ---- redirects ---------------------------------------------------------------------------------
def test_redirects_are_followed_and_told(site: Site) -> None:
    site.pages |= {
        "/a": sends_on("b?q=1", 301),
        "/b?q=1": sends_on(site.at("/c d#there").replace("%20", " "), 307),
        "/c%20d": gives(b"here"),
    }
    answer = ask(site.at("/a"), headers={"X-Key": "1"})
    assert (answer.body, answer.url) == (b"here", site.at("/c%20d"))
    assert answer.redirects == (site.at("/a"), site.at("/b?q=1"))
    assert [headers.get("x-key") for _, _, headers in site.asked] == ["1"] * 3


def test_a_redirect_that_is_not_followed_comes_back_as_it_is(site: Site) -> None:
    site.pages["/"] = sends_on("http://169.254.169.254/")
    answer = ask(site.at(), follow=False)
    assert (answer.status, answer.headers["location"]) == (302, "http://169.254.169.254/")


@pytest.mark.parametrize(
    ("to", "code"),
    [
        ("http://169.254.169.254/latest/meta-data/", "not_public"),
        ("//169.254.169.254/", "not_public"),
        ("http://0xa9fea9fe/", "not_public"),
        ("http://[::ffff:169.254.169.254]/", "not_public"),
        ("file:///etc/passwd", "scheme"),
        ("http://u:p@a.example/", "credentials"),
        ("http://[/", "address"),
        ("gopher://127.0.0.1:6379/_x", "scheme"),
        ("http://127.0.0.1:6379/", "port"),
    ],
)
def test_where_a_redirect_leads_is_judged_as_the_first_address(
    site: Site, to: str, code: str
) -> None:
    site.pages["/"] = sends_on(to)
    assert refused(site.at()).code == code


def test_redirects_end(site: Site) -> None:
    site.pages["/"] = sends_on("/")
    assert refused(site.at()).code == "redirects"
    assert len(site.asked) == 1 + net.MOST_REDIRECTS


def test_another_host_sees_no_header_that_was_meant_for_the_first(site: Site, names: Names) -> None:
    names.known[HOST] = [["127.0.0.1"]]
    site.pages |= {"/": sends_on(site.at("/b", host=HOST)), "/b": gives(b"words")}
    assert ask(site.at(), headers={"X-Key": "1"}).body == b"words"
    assert [headers.get("x-key") for _, _, headers in site.asked] == ["1", None]


# ---- limits ------------------------------------------------------------------------------------
def dripping(pieces: bytes, pause: float) -> Callable[[BaseHTTPRequestHandler], None]:
    """One byte after the other, without a length."""

    def page(handler: BaseHTTPRequestHandler) -> None:
        for at in range(len(pieces)):
            handler.wfile.write(pieces[at : at + 1])
            handler.wfile.flush()
            time.sleep(pause)

    return page


@pytest.mark.parametrize(
    "said", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n", b""]
)
def test_a_server_that_drips_is_cut_off_in_all(site: Site, said: bytes) -> None:
    def page(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(said)
        # Without a word before it these are the letters of an endless first line.
        dripping(b"x" * 500, 0.02)(handler)

    site.pages["/"] = page
    began = time.monotonic()
    assert refused(site.at(), seconds=0.6).code == "too_slow"
    assert time.monotonic() - began < 1.5


def test_redirects_share_one_time(site: Site) -> None:
    def slowly(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.25)
        sends_on("/")(handler)

    site.pages["/"] = slowly
    began = time.monotonic()
    assert refused(site.at(), seconds=0.6).code == "too_slow"
    assert time.monotonic() - began < 1.2


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        handler.wfile.write(b"x" * 65_536)


def test_a_body_without_end_is_cut(site: Site) -> None:
    site.pages["/"] = endless
    assert refused(site.at()).code == "too_big"


def test_a_body_that_says_it_is_too_long_is_not_read(site: Site) -> None:
    def page(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100001\r\n\r\n")

    site.pages["/"] = page
    assert refused(site.at()).code == "too_big"
    site.pages["/"] = gives(b"x" * 100_000)
    assert len(ask(site.at()).body) == 100_000


@pytest.mark.parametrize("name", ["gzip", "deflate", "gzip, gzip"])
@pytest.mark.parametrize("chunked", [False, True])
def test_a_file_that_swells_is_cut_while_it_does(site: Site, name: str, chunked: bool) -> None:
    maker = zlib.compressobj(wbits=15 if name == "deflate" else 31)
    zeros = bytes(1_000_000)
    packed = b"".join(maker.compress(zeros) for _ in range(60)) + maker.flush()
    if name == "gzip, gzip":
        packed = gzip.compress(packed)

    def page(handler: BaseHTTPRequestHandler) -> None:
        head = f"HTTP/1.1 200 OK\r\nContent-Encoding: {name}\r\n"
        if chunked:
            handler.wfile.write(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode())
            handler.wfile.write(b"%x\r\n%b\r\n0\r\n\r\n" % (len(packed), packed))
        else:
            handler.wfile.write(f"{head}Content-Length: {len(packed)}\r\n\r\n".encode() + packed)

    site.pages["/"] = page
    tracemalloc.start()
    try:
        refusal = refused(site.at(), most_bytes=300_000)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert refusal.code == ("encoding" if "," in name else "too_big")
    assert peak < 5_000_000, peak


@pytest.mark.parametrize(("name", "body"), [("br", b"x"), ("gzip", b"no gzip"), ("zstd", b"x")])
def test_what_cannot_be_unpacked_is_refused(site: Site, name: str, body: bytes) -> None:
    site.pages["/"] = gives(body, Content_Encoding=name)
    assert refused(site.at()).code == "encoding"


def test_only_wanted_types_are_read(site: Site) -> None:
    site.pages["/"] = gives(b"x", Content_Type="video/mp4")
    refusal = refused(site.at(), types=("text/html", ""))
    assert (refusal.code, "video/mp4" in refusal.message) == ("type", True)
    site.pages["/"] = gives(b"x")
    assert ask(site.at(), types=("text/html", "")).media_type == ""
    assert refused(site.at(), types=("text/html",)).code == "type"
    site.pages["/"] = gives(b"{}", 404, Content_Type="application/json")
    assert ask(site.at(), types=("text/html",)).status == 404  # the status says more


@pytest.mark.parametrize(
    "said", [b"SSH-2.0-x\r\n", b"", b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf"]
)
def test_an_answer_that_is_none_or_half_a_one_is_told(site: Site, said: bytes) -> None:
    def page(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(said)

    site.pages["/"] = page
    assert refused(site.at()).code == "unreachable"


# ---- TLS ---------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def secure(authority: trustme.CA, settings: Any, names: Names) -> Iterator[Site]:
    """A site with a certificate for its name, from an authority that nobody trusts yet."""
    settings.FACTCHECK_NET_ALLOW = LOOPBACK
    names.known |= {HOST: [["127.0.0.1"]], "other.example": [["127.0.0.1"]]}
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(HOST).configure_cert(context)
    with open_site(context) as made:
        made.pages["/"] = gives(b"in private")
        yield made


def test_a_certificate_that_nobody_vouches_for_is_refused(secure: Site) -> None:
    assert refused(secure.at(host=HOST)).code == "certificate"
    assert secure.asked == []


def test_a_certificate_is_checked_against_the_name_not_the_address(
    secure: Site, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    monkeypatch.setattr(net, "trusted", lambda: context)
    assert ask(secure.at(host=HOST)).body == b"in private"
    assert ask(secure.at(host=f"{HOST}.")).body == b"in private"
    assert refused(secure.at(host="other.example")).code == "certificate"
    assert refused(secure.at()).code == "certificate"
    secure.pages["/down"] = sends_on(f"http://{HOST}:{secure.port}/")
    assert refused(secure.at("/down", host=HOST)).code == "redirects"


def test_a_server_that_drips_behind_tls_is_cut_off_too(
    secure: Site, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    monkeypatch.setattr(net, "trusted", lambda: context)
    secure.pages["/"] = dripping(b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 500, 0.02)
    began = time.monotonic()
    assert refused(secure.at(host=HOST), seconds=0.8).code == "too_slow"
    assert time.monotonic() - began < 1.8


def test_a_handshake_that_never_comes_ends_in_time(settings: Any) -> None:
    settings.FACTCHECK_NET_ALLOW = LOOPBACK
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()
        url = f"https://127.0.0.1:{silent.getsockname()[1]}/"
        assert refused(url, seconds=0.5).code == "too_slow"
        assert time.monotonic() - began < 1.5


def test_the_desk_trusts_the_authorities_of_the_web() -> None:
    context = net.trusted()
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.check_hostname
    assert len(context.get_ca_certs()) > 50


# ---- the desk's own ----------------------------------------------------------------------------
def test_off_means_off(site: Site, settings: Any) -> None:
    settings.FACTCHECK_FETCH = False
    refusal = refused(site.at())
    assert (refusal.code, "FACTCHECK_FETCH" in refusal.message) == ("fetch_off", True)
    with pytest.raises(NotFetched):
        net.post(site.at(), b"x", headers={}, most_bytes=10, seconds=1)
    assert site.asked == []


def test_no_proxy_and_no_password_of_the_environment_is_used(
    site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/")
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login ada password secret")
    monkeypatch.setenv("NETRC", str(netrc))
    site.pages["/"] = gives(b"words", Set_Cookie="a=b")
    for _ in range(2):
        assert ask(site.at()).body == b"words"
    for _, path, headers in site.asked:
        assert path == "/"
        assert not {"authorization", "cookie", "Authorization", "Cookie"} & set(headers)


def test_nobody_sets_the_headers_that_are_the_doors_own(site: Site) -> None:
    site.pages["/"] = gives(b"words")
    ask(site.at(), headers={"HOST": "other.example", "User-Agent": "x", "Accept-Encoding": "br"})
    sent = site.asked[0][2]
    assert sent["host"] == f"127.0.0.1:{site.port}"
    assert sent["user-agent"].startswith("Factcheck/")
    assert sent["accept-encoding"] == "gzip, deflate"


def test_a_post_sends_its_bytes_and_follows_nothing(site: Site) -> None:
    site.pages |= {"/hook": sends_on("/other", 307), "/other": gives(b"no")}
    answer = net.post(
        site.at("/hook"),
        b'{"a": 1}',
        headers={"Content-Type": "application/json"},
        most_bytes=1000,
        seconds=5,
    )
    assert (answer.status, site.sent) == (307, [b'{"a": 1}'])
    assert [(method, path) for method, path, _ in site.asked] == [("POST", "/hook")]
    with pytest.raises(NotFetched, match="inside this network"):
        net.post("http://169.254.169.254/", b"x", headers={}, most_bytes=10, seconds=1)
