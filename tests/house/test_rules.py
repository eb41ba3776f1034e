"""House law: how the product's source is built, as checks over its syntax trees."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

from factcheck.env import TABLE
from factcheck.events.kinds import KINDS, TEST
from tests.house.source import ROOT, Function, Module, calls, functions, product, strings, tracked

FILE_LIMIT = 400
FUNCTION_LIMIT = 60
ANY_SAVE = {"save", "create", "update", "delete", "bulk_create", "bulk_update"}
ANY_SAVE |= {"get_or_create", "update_or_create"}
LEASE = {"status", "holder", "holder_id", "held_until", "lease_no"}
WRITERS = {
    "reviews/queue.py",
    "reviews/decide.py",
    "reviews/second.py",
    "reviews/withdraw.py",
    "reviews/amend.py",
    "claims/pipeline.py",
    "claims/by_hand.py",
}


# ---- how modules look --------------------------------------------------------------------------
@pytest.mark.slow
def test_imports_go_one_way_and_the_reading_is_pure() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    assert "0 broken" in done.stdout


def test_no_import_stands_inside_a_function() -> None:
    found = [
        module.at(node, ast.unparse(node))
        for module in product()
        for function in functions(module)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert found == []


def test_no_file_is_longer_than_can_be_read() -> None:
    lengths = {module.name: module.text.count("\n") for module in product()}
    assert {name: length for name, length in lengths.items() if length > FILE_LIMIT} == {}


def test_no_function_is_longer_than_can_be_read() -> None:
    found = [
        module.at(one, f"{one.name}: {length} lines")
        for module in product()
        for one in functions(module)
        if (length := (one.end_lineno or 0) - one.lineno + 1) > FUNCTION_LIMIT
    ]
    assert found == []


def test_every_module_opens_with_what_it_is() -> None:
    found = [
        module.name
        for module in product()
        if module.text.strip() and not ast.get_docstring(module.tree)
    ]
    assert found == []


def test_no_module_is_a_placeholder() -> None:
    assert [module.name for module in product() if '"""Placeholder' in module.text] == []


def test_nothing_is_named_services_or_utils_and_no_signal_does_domain_work() -> None:
    names = [Path(module.name).stem for module in product()]
    assert not {"services", "utils", "helpers", "signals", "misc"} & set(names)
    found = [
        module.at(node, name)
        for module in product()
        for node, name in calls(module)
        if name == "receiver" or (name == "connect" and "signal" in ast.unparse(node.func))
    ]
    assert found == []


# ---- who writes what ---------------------------------------------------------------------------
def _targets(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return node.targets
    return [node.target] if isinstance(node, ast.AugAssign | ast.AnnAssign) else []


def _call_writes_lease(call: ast.Call, name: str) -> bool:
    given = {keyword.arg for keyword in call.keywords}
    if name in {"save", "bulk_update", "setattr"}:
        return bool(strings(call) & LEASE)
    if name in {"Claim", "create"}:
        return "Claim" in ast.unparse(call.func) and bool(given & LEASE)
    return name in {"move", "must_move"} or (name in ANY_SAVE and bool(given & LEASE))


def _writes_of_lease(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        for target in _targets(node):
            for part in ast.walk(target):
                if isinstance(part, ast.Attribute) and part.attr in LEASE:
                    yield module.at(node, ast.unparse(target))
    for call, name in calls(module):
        if _call_writes_lease(call, name):
            yield module.at(call, ast.unparse(call)[:100])


def test_only_the_named_modules_write_a_claims_status_or_lease() -> None:
    found = {module.name: list(_writes_of_lease(module)) for module in product()}
    assert {name: rows for name, rows in found.items() if rows and name not in WRITERS} == {}
    # The check sees: each of them does write.
    assert {name for name in WRITERS if not found[name]} == set()


def _doors() -> list[Module]:
    found = [
        module
        for module in product()
        if module.name.startswith(
            ("reviews/desk/", "reviews/public/", "reviews/exports/", "reviews/compat/")
        )
        or "/management/commands/" in module.name
        or module.name.endswith(("api.py", "/admin.py", "/urls.py"))
    ]
    assert len(found) > 15
    return found


def test_no_door_opens_a_transaction_or_writes_a_row() -> None:
    forbidden = ANY_SAVE | {"atomic", "select_for_update", "savepoint", "record"}
    found = [
        module.at(call, ast.unparse(call)[:80])
        for module in _doors()
        for call, name in calls(module)
        if name in forbidden
    ]
    assert found == []


def test_a_row_is_saved_with_the_names_of_what_changed() -> None:
    found = [
        module.at(call, ast.unparse(call)[:80])
        for module in product()
        for call, name in calls(module)
        if name == "save"
        and isinstance(call.func, ast.Attribute)
        and not {"update_fields", "force_insert"} & {keyword.arg for keyword in call.keywords}
    ]
    assert found == []


def test_every_transaction_is_opened_by_a_verb_the_sealer_or_a_long_read() -> None:
    found = {module.name for module in product() for _, name in calls(module) if name == "atomic"}
    # One line of many may be refused without the others: a savepoint inside the verb's transaction.
    lines = {"claims/placing_many.py"}
    ours = {"factcheck/verbs.py", "factcheck/events/ledger.py", "factcheck/picture.py"}
    assert found <= ours | lines


def _is_shell(node: ast.stmt) -> str:
    """The name of the function that a line `name = verb(_apply)` wraps, or nothing."""
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
        call = node.value
        if isinstance(call.func, ast.Name) and call.func.id == "verb":
            assert isinstance(call.args[0], ast.Name)
            return call.args[0].id
    return ""


def _verbs() -> Iterator[tuple[Module, Function]]:
    for module in product():
        wrapped = {_is_shell(node) for node in module.tree.body} - {""}
        yield from (
            (module, one)
            for one in module.tree.body
            if isinstance(one, Function) and one.name in wrapped
        )


def test_a_verb_takes_keywords_only_and_the_actor_first() -> None:
    verbs = list(_verbs())
    assert len(verbs) > 15
    for module, one in verbs:
        assert one.args.args == [], module.at(one, one.name)
        assert one.args.kwonlyargs[0].arg == "actor", module.at(one, one.name)


def test_every_verb_records_an_event() -> None:
    """But for `renew`, a draft's `keep` and `read_notices`: they change nothing that anybody else
    sees; nor does the test of a webhook. `submit_article`, `add_claim`, bulk acts, imports and who
    leaves record in the functions that they choose from or loop over."""
    silent = {
        one.name
        for _, one in _verbs()
        if not [
            part
            for part in ast.walk(one)
            if isinstance(part, ast.Name)
            and part.id in {"record", "record_claim", "_record", "_lease", "_go_out"}
        ]
    }
    looping = {
        "_submit_apply",
        "_add_apply",
        "_unassign",
        "_run",
        "_take_in_apply",
        "_undo_bulk",
        "_switch",
        "_role",
    }
    assert silent <= {"_renew", "_keep", "_read_notices", "_send_test", *looping}


def test_time_comes_from_one_clock() -> None:
    found = [
        module.at(call, ast.unparse(call)[:80])
        for module in product()
        # The group starts before Django does.
        if module.name not in {"factcheck/clock.py", "factcheck/group.py"}
        for call, name in calls(module)
        if name in {"utcnow", "today"}
        or (name == "now" and ast.unparse(call.func) in {"timezone.now", "datetime.now"})
    ]
    assert found == []


def test_only_the_one_door_speaks_http_to_others() -> None:
    """Beside it: an extractor of the operator's own; the start, which asks its own web process."""
    clients = re.compile(
        r"^(?:import|from) (?:httpx|urllib3|requests|aiohttp|http\.client|urllib\.request)\b",
        re.MULTILINE,
    )
    found = {module.name for module in product() if clients.search(module.text)}
    assert found == {"factcheck/net.py", "claims/extractors/remote.py", "factcheck/up.py"}


def test_no_query_is_written_as_sql_but_where_the_database_must_be_asked() -> None:
    found = {
        module.name
        for module in product()
        for call, name in calls(module)
        if name in {"raw", "execute", "RawSQL", "extra"}
    }
    # The last one executes a pipeline of the cache.
    known = {"factcheck/health.py", "factcheck/events/ledger.py", "factcheck/picture.py"}
    assert found <= known | {"factcheck/rest/rates.py"}


KIND = re.compile(
    r"(?:article|batch|claim|extraction|export|feed(?!\.atom)|foreign_feed|key|snapshot|user"
    r"|verdict|view|webhook)\.[a-z_]+"
)


def test_every_kind_of_event_is_in_the_list_that_webhooks_choose_from() -> None:
    """A string that looks like a kind is one, but for the paths of serializers."""
    found = {
        part.value
        for module in product()
        for node in ast.walk(module.tree)
        if not (isinstance(node, ast.keyword) and node.arg in {"source", "prefix"})
        for part in ast.iter_child_nodes(node)
        if isinstance(part, ast.Constant)
        and isinstance(part.value, str)
        and KIND.fullmatch(part.value)
    }
    assert found - {TEST} == set(KINDS)


# ---- the repository ----------------------------------------------------------------------------
@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


# Written in two pieces each, or this file would find itself.
HOSTS = ["pypi" + ".org", "python" + "hosted.org", "npm" + "js.org", "proxy.golang" + ".org"]
PATHS = re.compile("/(?:ro" + r"ot|home/\w+|wo" + r"rk|Users/\w+)/[\w.-]+")


def test_no_tracked_file_names_a_package_registry_or_a_place_on_a_machine() -> None:
    found = []
    for path in tracked():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if PATHS.search(line) or [host for host in HOSTS if host in line]:
                found.append(f"{path.relative_to(ROOT)}:{number} {line.strip()[:100]}")
    assert found == []


def test_every_variable_of_the_environment_is_in_the_papers() -> None:
    papers = ROOT / "docs" / "operations.md"
    if not papers.exists():
        pytest.skip("docs/operations.md is not written yet")
    text = papers.read_text(encoding="utf-8")
    assert [variable.name for variable in TABLE if variable.name not in text] == []
    known = {variable.name for variable in TABLE}
    assert set(re.findall(r"\bFACTCHECK_[A-Z_]*[A-Z]\b", text)) <= known


def test_every_name_of_the_environment_in_the_source_is_in_the_table() -> None:
    known = {variable.name for variable in TABLE}
    named = {
        name
        for module in product()
        for name in re.findall(r"\bFACTCHECK_[A-Z_]*[A-Z]\b", module.text)
    }
    assert named <= known
