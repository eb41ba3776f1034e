"""The schema makes a client, by the generator that docs/recipes names, and the client works."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from claims.models import Article
from factcheck.accounts.keys import make_key
from reviews.models import Review
from tests.people import ada, story

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
README = Path(__file__).parents[2] / "docs" / "recipes" / "README.md"


def test_a_client_is_generated_as_the_recipe_says_and_its_sample_does_what_it_says(
    live_server: Any, tmp_path: Path
) -> None:
    text = README.read_text(encoding="utf-8")
    (command,) = re.findall(
        r"^uv tool run (openapi-python-client generate .*)$", text, re.MULTILINE
    )
    key = make_key(actor=ada(), name="a client", scopes=[]).secret
    told = {"Authorization": f"Bearer {key}"}
    asked = urllib.request.Request(f"{live_server.url}/api/v1/schema/", headers=told)
    with urllib.request.urlopen(asked, timeout=60) as answer:
        (tmp_path / "schema.yaml").write_bytes(answer.read())
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    made = subprocess.run(
        command.split(),
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert made.returncode == 0, made.stdout[-2000:] + made.stderr[-2000:]
    # Of what is left out, all is said in the recipe: bodies and answers that are no JSON.
    left = re.findall(r"WARNING parsing (\w+ \S+) within", made.stdout + made.stderr)
    assert all("/bulk/" in one or "/exports/" in one for one in left), left
    (sample,) = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    (tmp_path / "sample.py").write_text(sample)
    (claim,) = story("The dam broke in March.")
    done = subprocess.run(
        [sys.executable, "sample.py"],
        cwd=tmp_path,
        env={**environment, "FACTCHECK_URL": live_server.url, "FACTCHECK_KEY": key},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"created {Article.objects.latest('id').pk}",
        "['The dam broke in March.']",
        "decided",
    ]
    assert Review.objects.get().claim_id == claim.id
