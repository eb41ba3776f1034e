"""Every operation of the reference against a running desk, with data that fits its shape and data
that does not, as people of every role send it. What comes back is held against the reference."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import hypothesis
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.specs.openapi.checks import positive_data_acceptance

from factcheck.accounts.rights import Right
from tests.house.addresses import World
from tests.house.operations import schema
from tests.people import Program, ada, eve, out, root

SEED = 20_260_304


@dataclass
class Run:
    """What was sent, what came back, and what is wrong with it."""

    sent: int = 0
    answers: Counter[int] = field(default_factory=Counter)
    wrong: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        told = ", ".join(f"{status}: {count}" for status, count in sorted(self.answers.items()))
        return f"{self.sent} requests ({told}); {len(self.wrong)} findings"


def callers() -> list[dict[str, str]]:
    """The headers of programs of every role, of one with a narrow key, and of nobody."""
    people = [root(), root(), eve(), ada(), out()]
    programs = [*(Program(one) for one in people), Program(eve(), [Right.READ]), Program(None)]
    return [program.headers for program in programs]


def run_all(base_url: str, world: World, examples: int) -> Run:
    """Sends so many requests of each sort to each operation: with ids that are there and with any,
    each with data that fits and with data that does not."""
    run = Run()
    who = callers()
    whole = schemathesis.openapi.from_dict(schema())
    for number, found in enumerate(whole.get_all_operations()):
        one = found.ok()  # type: ignore[union-attr]
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            for ids in (_ids(world, one.path), {}):
                if ids == {} and "{" not in one.path and mode is GenerationMode.POSITIVE:
                    continue
                options: dict[str, Any] = {"path_parameters": ids} if ids else {}
                strategy = one.as_strategy(generation_mode=mode, **options)
                _send(run, base_url, strategy, who, examples, SEED + number)
    return run


def _ids(world: World, path: str) -> dict[str, str]:
    """What is there, for each parameter of the path."""
    plain = re.sub(r"\{(\w+_id)\}", r"<uuid:\1>", path).replace("{name}", "<name>")
    filled = world.path(plain).split("/")
    steps = path.split("/")
    return {
        step.strip("{}"): value
        for step, value in zip(steps, filled, strict=True)
        if step.startswith("{")
    } | ({"name": "csv"} if "{name}" in path else {})


def _send(
    run: Run, base_url: str, strategy: Any, who: list[dict[str, str]], examples: int, number: int
) -> None:
    @seed(number)
    @hypothesis.settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=strategy, caller=st.sampled_from(who))
    def send(case: Any, caller: dict[str, str]) -> None:
        answer = case.call(base_url=base_url, headers=caller, timeout=20)
        run.sent += 1
        run.answers[answer.status_code] += 1
        try:
            # What fits a shape may still be wrong in meaning (an outlet that the desk has not).
            case.validate_response(
                answer, headers=caller, excluded_checks=[positive_data_acceptance]
            )
        except (FailureGroup, Failure) as failure:
            for one in getattr(failure, "exceptions", [failure]):
                title = f"{case.method} {case.path}: {one.title}"
                told = f"{one.message}\n{case.as_curl_command()}\n{answer.content[:500]!r}"
                run.wrong.setdefault(title, told)

    send()
