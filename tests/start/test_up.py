"""`make run` as its user sees it. Real processes; SQLite only, PostgreSQL adds nothing here."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck import up
from tests.start.conftest import ROOT, Running, alive, descendants, wait_for

pytestmark = [pytest.mark.slow, pytest.mark.sqlite, pytest.mark.xdist_group("start")]
Start = Callable[..., Running]
STORY = "At least 12 bridges were closed in Halden on Monday, the ministry of works said."


def _said(desk: Running) -> str:
    output, _ = desk.process.communicate(timeout=60)
    assert desk.process.returncode == 1
    assert "Traceback" not in output
    return output


def _manage(desk: Running, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**os.environ, "FACTCHECK_DATA": str(desk.data), "DATABASE_URL": ""},
        capture_output=True,
        check=True,
        timeout=60,
    )


def test_the_demo_desk_starts_reads_its_stories_and_stops_without_a_trace(start: Start) -> None:
    desk = start()
    wait_for(desk.ready)
    logins = desk.data / "demo-logins.txt"
    assert stat.S_IMODE(logins.stat().st_mode) == 0o600
    lines = [line.split(" ") for line in logins.read_text().splitlines()]
    assert [line[0] for line in lines] == ["reader", "reviewer", "reviewer2", "editor", "admin"]
    assert all(len(line) == 3 for line in lines)
    key = desk.key("reviewer")

    def all_read() -> bool:
        rows = desk.get("/api/v1/articles/", key)["results"]
        return len(rows) >= 8 and all(row["extraction_status"] == "done" for row in rows)

    wait_for(all_read)
    assert len(desk.get("/api/v1/claims/?status=pending&limit=200", key)["results"]) >= 40
    family = descendants(desk.process.pid)
    assert len(family) >= 5
    assert desk.interrupt() == 0
    assert not [pid for pid in family if alive(pid)]


def test_a_second_start_keeps_the_data(start: Start) -> None:
    first = start()
    wait_for(first.ready)
    key = first.key("editor")
    made = first.get("/api/v1/articles/", key, {"text": STORY})
    first.interrupt()
    again = start(first.data)
    wait_for(again.ready)
    assert again.get(f"/api/v1/articles/{made['id']}/", key)["id"] == made["id"]


def test_an_empty_desk_has_no_people_and_no_stories(start: Start) -> None:
    desk = start(DEMO="0")
    wait_for(desk.ready)
    assert not (desk.data / "demo-logins.txt").exists()


def test_a_desk_in_use_gets_no_demo_and_starts_under_any_name(start: Start) -> None:
    desk = start(DEMO="0")
    wait_for(desk.ready)
    _manage(desk, "add_admin", "boss")
    desk.interrupt()
    # An empty REDIS_URL is none given, as a copy of .env.example has it.
    again = start(desk.data, FACTCHECK_HOSTS="desk.example", REDIS_URL="")
    wait_for(again.ready)
    assert not (desk.data / "demo-logins.txt").exists()
    assert again.interrupt() == 0


def test_a_broker_that_is_away_is_named_as_what_the_desk_lacks(start: Start) -> None:
    desk = start(DEMO="0", REDIS_URL="redis://127.0.0.1:1/0")
    wait_for(lambda: up._lacking(f"http://127.0.0.1:{desk.port}").startswith("broker is away"))
    assert "broker" not in desk.children()


def test_the_folder_of_a_desk_is_its_owners_alone(start: Start) -> None:
    desk = start(DEMO="0")
    wait_for((desk.data / "desk.sqlite3").exists)
    assert stat.S_IMODE(desk.data.stat().st_mode) == 0o700


def test_a_dead_child_is_started_again_and_named(start: Start) -> None:
    desk = start(DEMO="0")
    wait_for(desk.ready)
    before = desk.children()["web"]["pid"]
    os.kill(before, signal.SIGKILL)
    wait_for(lambda: desk.children()["web"]["restarts"] == 1)
    wait_for(lambda: desk.children()["web"]["pid"] not in {0, before})
    wait_for(desk.ready)
    assert desk.children()["web"]["last_exit"] == "signal 9"


def test_five_deaths_in_a_minute_stop_the_group_with_a_sentence(start: Start) -> None:
    desk = start(DEMO="0")
    wait_for(desk.ready)
    family = descendants(desk.process.pid)
    killed: set[int] = set()

    def ended() -> bool:
        if desk.process.poll() is not None:
            return True
        pid = desk.children().get("beat", {}).get("pid", 0)
        if pid and pid not in killed and alive(pid):
            killed.add(pid)
            os.kill(pid, signal.SIGKILL)
        return False

    wait_for(ended, 90)
    assert "beat ended five times within a minute" in _said(desk)
    assert not [pid for pid in family if alive(pid)]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_children_end_when_the_group_itself_is_told_to_or_killed(
    start: Start, number: signal.Signals
) -> None:
    desk = start(DEMO="0")
    wait_for(desk.ready)
    family = descendants(desk.process.pid)
    desk.process.send_signal(number)
    wait_for(lambda: not [pid for pid in family if alive(pid)], 40)


def test_the_killed_worker_and_the_emptied_broker_lose_nothing(start: Start) -> None:
    desk = start()
    wait_for(desk.ready)
    key = desk.key("editor")
    wait_for(lambda: desk.get("/api/v1/claims/?status=pending", key)["results"])
    children = desk.children()
    # The worker is held, so that the stories wait in the broker; then both are killed outright.
    os.kill(children["worker"]["pid"], signal.SIGSTOP)
    texts = [f"{STORY} It was day {number} of the flood in Vessin." for number in range(20)]
    ids = [desk.get("/api/v1/articles/", key, {"text": text})["id"] for text in texts]
    for name in ("worker", "broker"):
        os.kill(children[name]["pid"], signal.SIGKILL)
    # Every verb works meanwhile.
    taken = desk.get("/api/v1/queue/take/", key, {})
    claim, lease = taken["claim"]["id"], taken["lease"]["lease_no"]
    desk.get(
        f"/api/v1/claims/{claim}/review/",
        key,
        {
            "lease_no": lease,
            "verdict": "verified",
            "rationale": "Seen.",
            "citations": [{"url": "https://ministry.example/"}],
        },
    )

    def finished() -> bool:
        runs = [desk.get(f"/api/v1/articles/{one}/", key)["extraction"] for one in ids]
        return all(run["status"] == "done" for run in runs)

    wait_for(finished, 150)
    for one in ids:
        spans = [
            (row["start"], row["end"])
            for row in desk.get(f"/api/v1/articles/{one}/claims/", key)["results"]
        ]
        assert spans
        assert len(spans) == len(set(spans))
    done = [
        event
        for event in desk.get("/api/v1/events/?limit=500", key)["results"]
        if event["kind"] == "extraction.done" and event["article"] in ids
    ]
    assert len(done) == len(ids)


def test_a_taken_port_is_said_in_a_sentence(start: Start) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        assert f"Port {port} on 127.0.0.1 cannot be had" in _said(start(PORT=str(port)))


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(
    start: Start, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    assert "cannot be written" in _said(start(tmp_path / "file" / "var"))


def test_a_second_desk_on_the_same_folder_is_told_so(start: Start) -> None:
    first = start(DEMO="0")
    wait_for(first.ready)
    assert "A desk runs already" in _said(start(first.data))


def test_a_misspelt_setting_stops_the_start_with_the_nearest_name(start: Start) -> None:
    assert "FACTCHECK_BEST" in _said(start(FACTCHECK_BESTT="3"))


def test_a_worker_killed_while_it_reads_is_taken_over_and_nothing_is_doubled(
    start: Start,
) -> None:
    desk = start(DEMO="0")
    wait_for(desk.ready)
    _manage(desk, "load_demo")
    key = desk.key("editor")
    # Long enough to be in the middle of it: some seconds of reading.
    long = " ".join(
        f"At least {number + 12} bridges in district {number} were closed on Monday after the "
        f"flood, the ministry of works said, and {number * 3} houses stood under water."
        for number in range(4000)
    )
    made = desk.get("/api/v1/articles/", key, {"text": long})["id"]

    def run() -> dict[str, object]:
        return dict(desk.get(f"/api/v1/articles/{made}/", key)["extraction"])

    wait_for(lambda: run()["status"] == "running", 60)
    os.killpg(desk.children()["worker"]["pid"], signal.SIGKILL)
    assert run()["status"] == "running"
    wait_for(lambda: run()["status"] == "done", 150)
    assert run()["attempt"] == 2
    done = [
        event
        for event in desk.get("/api/v1/events/?limit=500", key)["results"]
        if event["kind"] == "extraction.done" and event["article"] == made
    ]
    assert len(done) == 1
    assert desk.children()["worker"]["restarts"] == 1
