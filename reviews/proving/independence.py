"""How many of a review's links are really one source: one site, one agency, one text. PURE.

Called by the pages and by whoever counts sources. A snapshot's agency and sketch are made once,
when it is taken; what is counted here needs no text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from tld import get_fld

SHINGLE = 5  # words
SKETCH = 256  # shingles that are kept of a text: those with the lowest hashes
LEAST = 10  # shingles that two texts must show in common ground to be compared
COPY = 0.6  # the share of the shorter text from which on it is a copy
_READ = 400_000  # characters of a text
_WORDS = re.compile(r"[^\W_]+")

# How an agency signs, and the sites on which it stands itself.
AGENCIES: dict[str, tuple[str, tuple[str, ...]]] = {
    "Reuters": (r"Reuters|RTR", ("reuters.com",)),
    "AP": (r"AP|Associated Press", ("apnews.com", "ap.org")),
    "AFP": (r"AFP|Agence France-Presse", ("afp.com",)),
    "dpa": (r"dpa", ("dpa.com",)),
    "EFE": (r"EFE|Agencia EFE", ("efe.com",)),
    "ANSA": (r"ANSA", ("ansa.it",)),
    "Lusa": (r"Lusa|LUSA|Agência Lusa", ("lusa.pt",)),
    "APA": (r"APA", ("apa.at",)),
    "Keystone-SDA": (r"SDA|sda|Keystone-SDA", ("keystone-sda.ch",)),
    "epd": (r"epd", ("epd.de",)),
    "KNA": (r"KNA", ("kna.de",)),
    "UPI": (r"UPI", ("upi.com",)),
    "IANS": (r"IANS", ("ians.in",)),
    "PTI": (r"PTI|Press Trust of India", ("ptinews.com",)),
    "PA": (r"PA Media|Press Association", ("pa.media",)),
    "Europa Press": (r"Europa Press|EUROPA PRESS", ("europapress.es",)),
    "Agência Brasil": (r"Agência Brasil", ()),
    "Xinhua": (r"Xinhua", ("xinhuanet.com", "news.cn")),
    "TASS": (r"TASS", ("tass.com", "tass.ru")),
    "Kyodo": (r"Kyodo|KYODO", ("kyodonews.net",)),
    "Anadolu": (r"AA|Anadolu Agency|Anadolu", ("aa.com.tr",)),
}
_NAMES = "|".join(f"(?P<a{at}>{names})" for at, (names, _) in enumerate(AGENCIES.values()))
_LIST = rf"(?:{_NAMES})"
_HEAD = 600
_FOOT = 400
# Like: PARIS, 6 mai (AFP) –
_DATELINE = re.compile(rf"(?:\({_LIST}\)|/{_LIST.replace('?P<a', '?P<b')}/)\s*(?:-|–|—|\.)")
_CREDIT = re.compile(rf"(?:©|\(c\)|[Cc]opyright(?:\s©)?)\s*(?:\d{{4}}\s*)?(?:[Tt]he\s)?{_LIST}\b")
_THANKS = re.compile(
    r"(?:[Ss]ource|[Ff]onte|[Ff]uente|[Qq]uelle|[Aa]gency|[Mm]it Material von|[Aa]vec|[Cc]on "
    rf"información de|[Cc]om informações d[ae]|[Ww]ith reporting by)\s?:?\s(?:[Tt]he\s)?{_LIST}\b"
)
_FOOTER = re.compile(r"\((?:Reporting|Writing) by [^()]{3,200}\)?")  # how Reuters ends


@dataclass(frozen=True, slots=True)
class Link:
    """A citation as it is counted: its address; of its snapshot, the agency and the sketch."""

    url: str
    agency: str = ""
    shingles: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Links that are one source, by their places in the list, and why each joined."""

    members: tuple[int, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """The groups, in order of their first links."""

    links: int
    groups: tuple[Group, ...]

    @property
    def independent(self) -> int:
        """How many sources there really are."""
        return len(self.groups)

    @property
    def sentence(self) -> str:
        """Like "4 links, 1 independent"."""
        return f"{self.links} link{'s' * (self.links != 1)}, {self.independent} independent"

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why links were merged, a sentence each."""
        return tuple(reason for group in self.groups for reason in group.reasons)


def sources(links: Sequence[Link]) -> Counted:
    """Which links are one source. Links are named by their numbers, from 1."""
    group_of = list(range(len(links)))
    reasons: dict[int, list[str]] = {}

    def merge(one: int, other: int, reason: str) -> None:
        first, last = sorted((group_of[one], group_of[other]))
        if first == last:
            return
        group_of[:] = [first if group == last else group for group in group_of]
        reasons[first] = [*reasons.get(first, []), *reasons.pop(last, []), reason]

    sites = [site_of(link.url) for link in links]
    agencies = [link.agency or _agency_at(site) for link, site in zip(links, sites, strict=True)]
    for at in range(len(links)):
        for before in range(at):
            pair = f"Links {before + 1} and {at + 1}"
            if sites[at] and sites[at] == sites[before]:
                merge(before, at, f"{pair} stand on one site, {sites[at]}.")
            elif agencies[at] and agencies[at] == agencies[before]:
                merge(before, at, f"{pair} carry one agency's report, {agencies[at]}.")
            elif (share := likeness(links[before].shingles, links[at].shingles)) >= COPY:
                merge(before, at, f"{pair} have {share:.0%} of their text in common.")
    groups = [
        Group(
            tuple(at for at, group in enumerate(group_of) if group == first),
            tuple(reasons.get(first, ())),
        )
        for first in dict.fromkeys(group_of)
    ]
    return Counted(len(links), tuple(groups))


def site_of(url: str) -> str:
    """The site that somebody registered: `bbc.co.uk` of `www.bbc.co.uk`; an address of numbers is
    its own."""
    host = (urlsplit(url).hostname or "").rstrip(".").lower()
    found = get_fld(f"http://{host}/", fail_silently=True, search_private=True) if host else None
    if found:
        return str(found)
    labels = host.split(".")
    return host if labels[-1].isdigit() or ":" in host else ".".join(labels[-2:])


def _agency_at(site: str) -> str:
    return next((name for name, (_, sites) in AGENCIES.items() if site in sites), "")


def agency_of(text: str) -> str:
    """The agency whose report a text is, by its dateline or its credit; "" where it names none."""
    head, foot = text[:_HEAD], text[-_FOOT:]
    for found in (
        _DATELINE.search(head),
        _CREDIT.search(head) or _CREDIT.search(foot),
        _THANKS.search(head) or _THANKS.search(foot),
    ):
        if found:
            return _named(found)
    return "Reuters" if _FOOTER.search(foot) else ""


def _named(match: re.Match[str]) -> str:
    group = next(name for name, value in match.groupdict().items() if value)
    return list(AGENCIES)[int(group[1:])]


# ---- copies ------------------------------------------------------------------------------------
def sketch(text: str) -> tuple[int, ...]:
    """The lowest hashes of the text's runs of five words, sorted: a fair sample of them all."""
    words = [word.casefold() for word in _WORDS.findall(text[:_READ])]
    runs = {" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}
    # 48 bits: JSON's readers elsewhere count no further than 53.
    hashed = (
        int.from_bytes(hashlib.blake2b(run.encode("utf-8", "replace"), digest_size=6).digest())
        for run in runs
    )
    return tuple(sorted(hashed)[:SKETCH])


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """How much of the shorter text stands in the other, told from their sketches."""
    if not one or not other:
        return 0.0
    # Up to here both sketches are complete: below it they are samples of the same ground.
    ground = min(
        (kept[-1] for kept in (one, other) if len(kept) == SKETCH), default=max(one[-1], other[-1])
    )
    first = {value for value in one if value <= ground}
    second = {value for value in other if value <= ground}
    least = min(len(first), len(second))
    return len(first & second) / least if least >= LEAST else 0.0
