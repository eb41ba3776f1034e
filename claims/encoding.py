"""The text of a file: which encoding it is in, and a plain word where that cannot be told.

Called by `claims.documents`, the snapshots and the commands. It never replaces a byte in silence: a
claim is quoted to the letter, so a file whose encoding cannot be told with certainty is refused,
and its sender may name one.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

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


# Alphabets of which every letter is a high byte, and Latin ones of which some are. By its few high
# bytes a Latin text is told only where charset-normalizer finds more of a language in it than in
# any other reading.
_FOREIGN = ["cp1251", "cp1253", "cp1255", "cp1256", "koi8_r"]
_FOREIGN += ["big5", "gb18030", "shift_jis", "euc_jp", "euc_kr"]
_LATINS = ["cp1250", "cp1252", "cp1254"]
_SAMPLE = 50_000  # bytes that are enough to know an alphabet by
_FEWEST = 8  # high bytes of a Latin text
# A sign in the middle of a word, and letters that only Icelandic has where it is not Turkish: these
# are letters of another Latin alphabet as often.
_DOUBTFUL = re.compile(
    "[A-Za-z][\u00a1\u00a3\u00a5\u00a6\u00b1\u00b3\u00b9\u00bc\u00be\u00bf\u0153][a-z]"
    "|[\u00fe\u00f0\u00fd\u00de\u00d0\u00dd]"
)
_ICELANDIC = re.compile(rb"[\xfe\xf0\xfd]")  # letters there, others in Turkish
_ACUTE = re.compile(rb"[\xe1\xed\xf3\xfa\xe6]")


def encoding_of(raw: bytes) -> str | None:
    """The name of the encoding that the bytes are in, None where none fits.

    UTF-16 only with its mark. Windows-1252 only where no letter of UTF-8 is among the bytes and
    each high byte is one that its print or a Western word has. Another one where charset-normalizer
    finds words of a language in it.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "cp1252" if _is_windows(raw) else _other(raw)
    return "utf-8-sig"


def _is_windows(raw: bytes) -> bool:
    if _UTF8_LETTER.search(raw):
        return False  # mostly UTF-8, with a byte that is wrong
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return _LATIN.sub("", text).isascii() and not _DOUBTFUL.search(text)


def _other(raw: bytes) -> str | None:
    sample = raw[:_SAMPLE]
    high = sum(byte > 127 for byte in sample)
    if 2 * sum(map(len, _UTF8_LETTER.findall(sample))) > high:
        return None  # UTF-8 with a fault
    found = sorted(
        from_bytes(sample, cp_isolation=[*_FOREIGN, *_LATINS], enable_fallback=False),
        key=lambda match: -match.coherence,
    )
    if not found:
        return None
    first, name = found[0].coherence, found[0].encoding
    if name in _FOREIGN:
        sure = first > 0.1 and high > 0.3 * len(sample.translate(None, b" \n\r\t"))
    else:
        best = {match.encoding for match in found if match.coherence == first}
        if _ICELANDIC.search(sample) and {"cp1252", "cp1254"} <= {one.encoding for one in found}:
            # Or Turkish: only one of the two has vowels with an acute.
            best = {"cp1252" if _ACUTE.search(sample) else "cp1254"}
        name = min(best)
        sure = first > 0.4 and len(best) == 1 and high >= _FEWEST
    try:
        raw.decode(name)
    except UnicodeDecodeError:
        return None
    return name if sure else None


def check_encoding(name: str) -> str:
    """Python's name of the encoding that a sender names.

    Raises:
        Invalid: there is none of that name, or it is none of text.
    """
    try:
        known = codecs.lookup(name.strip())
        known_name = known.name if known._is_text_encoding else ""  # noqa: SLF001
    except (LookupError, ValueError):
        known_name = ""
    if not known_name or known_name in {"idna", "punycode", "unicode_escape", "raw_unicode_escape"}:
        message = f"There is no encoding {name[:40]!r}. Name one like utf-8 or windows-1251."
        raise Invalid.field("encoding", "unknown", message)
    return known_name


def decode(raw: bytes, *, field: str = "file", named: str = "") -> str:
    """The text of a file: in the encoding that its sender names, else as `encoding_of` tells.

    Raises:
        Invalid: naming the first byte that is wrong; nothing is replaced in silence.
    """
    if raw.startswith(b"%PDF"):
        raise Invalid.field(
            field, "pdf", "This is a PDF, whatever its name. Send the text itself, as plain text."
        )
    encoding = check_encoding(named) if named else encoding_of(raw) or "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise Invalid.field(
            field,
            "encoding",
            f"This is not {encoding.removesuffix('-sig').upper()}: byte {error.start} is "
            f"{raw[error.start]:#04x}. Save it as UTF-8, or name its encoding.",
        ) from None
