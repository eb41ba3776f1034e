"""One frozen normalisation of a text: line ends and a leading byte order mark, nothing else.

Called by `claims.reading.read` and by whoever stores a revision. It must not touch anything that
a reader could see: zero-width characters, marks of direction and decomposed accents stay.
"""

from __future__ import annotations

import re

_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")


def normalise(raw: str) -> str:
    """The text whose offsets everything else refers to.

    CR LF, a lone CR, NEL, U+2028 and U+2029 become LF; leading byte order marks go. Idempotent,
    linear, never raises.
    """
    return _LINE_ENDS.sub("\n", raw.lstrip("\ufeff"))
