"""The text of a file: which encoding it is in, and a plain word where that cannot be told.

Called by `claims.intake` and the commands. It never replaces a byte in silence: a claim is quoted
to the letter, so a file that is neither UTF-8, UTF-16 with its mark nor Windows-1252 is refused.
"""

from __future__ import annotations

import re

from factcheck.errors import Invalid

_UTF8_LETTER = re.compile(
    rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
# Letters of Windows-1252 in a word, or standing alone as a word of a Western language does; the
# marks of print (dashes, quotes, bullets) and signs beside figures may stand anywhere.
_LATIN = re.compile(
    "[\u2018\u2019\u201c\u201d\u201a\u201e\u2013\u2014\u2026\u2022\u20ac\u2122\u2039\u203a"
    "\u00a0\u00a1\u00a3\u00a7\u00a9\u00ab\u00ad\u00ae\u00b0\u00b2\u00b3\u00b7\u00bb\u00ba\u00aa"
    "\u00bc\u00bd\u00be\u00bf]"
    "|(?<=[A-Za-z])[\u00df-\u00f6\u00f8-\u00ff\u0153\u0161]+"
    "|[\u00df-\u00f6\u00f8-\u00ff\u0153\u0161]+(?=[A-Za-z])"
    "|(?<![a-z])[\u00c0-\u00d6\u00d8-\u00de\u0152\u0160\u0178]+(?=[A-Za-z])"
    "|(?<=[A-Z])[\u00c0-\u00d6\u00d8-\u00de\u0152\u0160\u0178]+"
    '|(?<![^\\s("\u00ab])[\u00c0\u00c9\u00d3\u00e0\u00e9\u00f3](?=\\s)'
)


def encoding_of(raw: bytes) -> str | None:
    """The name of the encoding that the bytes are in, None where none fits.

    UTF-16 only with its mark. Windows-1252 only where no letter of UTF-8 is among the bytes and
    each high byte is one that its print or a Western word has.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "cp1252" if _is_windows(raw) else None
    return "utf-8-sig"


def _is_windows(raw: bytes) -> bool:
    if _UTF8_LETTER.search(raw):
        return False  # mostly UTF-8, with a byte that is wrong
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return _LATIN.sub("", text).isascii()


def decode(raw: bytes, *, field: str = "file") -> str:
    """The text of a file: UTF-8, UTF-16 that says so, or Windows-1252.

    Raises:
        Invalid: naming the first byte that is wrong; nothing is replaced in silence.
    """
    if raw.startswith(b"%PDF"):
        raise Invalid.field(
            field, "pdf", "This is a PDF, whatever its name. Send the text itself, as plain text."
        )
    encoding = encoding_of(raw) or "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise Invalid.field(
            field,
            "encoding",
            f"This is not {encoding.removesuffix('-sig').upper()}: byte {error.start} is "
            f"{raw[error.start]:#04x}. Save it as UTF-8 and send it again.",
        ) from None
