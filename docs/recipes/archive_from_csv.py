"""Copies an archive in from a table: says which column is which, waits, writes what was refused.

    python archive_from_csv.py archive.csv text=Body headline=Title published_at=Day external_id=No

Fields: text or html or url, headline, source_url, outlet, published_at, language, external_id. The
same file again adds nothing. Refused lines come to archive-errors.csv, beside the table.
"""

import csv
import sys
import time
import urllib.parse
from pathlib import Path

from desk import call, opened

OVER = ("done", "failed", "cancelled")


def check_columns(table: Path, pairs: list[str]) -> str:
    """The columns as the desk takes them; ends the program for one that the table does not have."""
    with table.open(encoding="utf-8-sig", newline="") as file:
        first = file.readline()
    there = next(csv.reader([first], csv.Sniffer().sniff(first, ",;\t|")))
    for pair in pairs:
        if pair.partition("=")[2] not in there:
            sys.exit(f"{pair}: the table has no such column. It has: {', '.join(there)}.")
    return ",".join(pair.replace("=", ":", 1) for pair in pairs)


def main(table: Path, pairs: list[str]) -> None:
    """Sends the table and follows it to its end."""
    asked = {"name": table.name} | ({"columns": check_columns(table, pairs)} if pairs else {})
    to = f"articles/bulk/?{urllib.parse.urlencode(asked)}"
    batch = call("POST", to, table.read_bytes(), "text/csv")
    print(f"batch {batch['id']}", flush=True)
    while batch["state"] not in OVER:
        if batch["state"] == "matching":
            sys.exit("The desk cannot tell which column is which: name them, text=Body ...")
        time.sleep(1)
        batch = call("GET", f"batches/{batch['id']}/")
        print(f"{batch['percent']}% {batch['lines']} lines", flush=True)
    counts = [f"{batch[name]} {name}" for name in ("created", "revised", "duplicate", "refused")]
    print(f"{batch['state']}: {', '.join(counts)}")
    if batch["refused"]:
        errors = table.with_name(f"{table.stem}-errors.csv")
        with opened("GET", f"batches/{batch['id']}/errors.csv") as answer:
            errors.write_bytes(answer.read())
        print(f"The refused lines: {errors}")
    if batch["state"] != "done":
        sys.exit(batch["error"] or f"The batch is {batch['state']}.")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2:])
