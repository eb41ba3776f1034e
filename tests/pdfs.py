"""Small PDFs for the tests, and one that swells."""

from __future__ import annotations

import zlib


def pdf_of(*lines: str) -> bytes:
    """One page with these lines."""
    shown = "".join(f"0 -20 Td ({line}) Tj " for line in lines)
    return _of_stream(zlib.compress(f"BT /F 12 Tf 50 750 Td {shown}ET".encode("latin-1")))


def bomb() -> bytes:
    """Under a megabyte that swells to nearly a gigabyte."""
    inner = zlib.compressobj(9)
    packed = b"".join(inner.compress(b" " * 10_000_000) for _ in range(80)) + inner.flush()
    return _of_stream(zlib.compress(packed, 9), b"[/FlateDecode/FlateDecode]")


def encrypted() -> bytes:
    """A PDF that says it is encrypted, by a handler that nobody knows the key of."""
    lock = (
        b"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<" + b"41" * 32 + b">/U<"
        + b"42" * 32 + b">>>/ID[<00><00>]"
    )  # fmt: skip
    return _of_stream(zlib.compress(b"BT ET"), more=lock)


def _of_stream(stream: bytes, filters: bytes = b"/FlateDecode", more: bytes = b"") -> bytes:
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
            b"/Resources<</Font<</F 5 0 R>>>>>>"
        ),
        b"<</Length %d/Filter%s>>stream\n" % (len(stream), filters) + stream + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    )
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF"
    return out + head + table + tail % (len(objects) + 1, more, len(out))
