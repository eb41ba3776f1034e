"""The command line: stories in from files, verdicts out."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.models import Article
from tests.people import ada, decided

pytestmark = pytest.mark.django_db


def test_files_come_in_and_a_wrong_one_is_named_without_stopping_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ada()
    good, bad, empty = (tmp_path / name for name in ("good.txt", "bad.txt", "empty.txt"))
    good.write_text("At least 12 bridges were closed in Halden on Monday.")
    bad.write_bytes(b"Caf\xc3 closed")
    empty.write_text(" \n")
    files = [str(bad), str(empty), str(good), str(tmp_path / "none.txt")]
    with pytest.raises(CommandError, match="3 of 4 were not taken in"):
        call_command("submit_article", *files, user="ada")
    said = capsys.readouterr()
    assert "byte 3 is 0xc3" in said.err
    assert "This file is empty" in said.err
    assert "none.txt: cannot be read" in said.err
    assert Article.objects.count() == 1
    assert f"{Article.objects.get().id} created" in said.out


def test_nobody_unknown_brings_a_story_in(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no user nobody"):
        call_command("submit_article", str(tmp_path / "x"), user="nobody")


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_verdicts_go_out_with_their_state(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    claim = decided(ada()).claim
    call_command("export_verdicts", format=form)
    said = capsys.readouterr().out
    if form == "csv":
        row = next(csv.DictReader(io.StringIO(said.removeprefix("\ufeff"))))
    else:
        row = json.loads(said)
    assert (row["claim_id"], row["state"]) == (str(claim.id), "draft")
