"""`python -m claims.reading FILE`: the reading of a UTF-8 file as JSON, without Django.

For measuring; people use `manage.py read_story`. It must not do more than read and print.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from claims.reading import as_scorer_json, candidates, read


def main(arguments: list[str]) -> int:
    """Prints the JSON of the one file named; 2 where none is."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m claims.reading FILE\n")
        return 2
    story = read(Path(arguments[0]).read_bytes().decode("utf-8", errors="replace"))
    sys.stdout.write(json.dumps(as_scorer_json(story, candidates(story))) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
