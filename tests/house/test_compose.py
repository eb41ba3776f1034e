"""docker-compose.yml and the Dockerfile: their shape, and every command in them. No engine runs
here, so each command is run with this Python, where it can be."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.env import TABLE
from tests.house.printed import ROOT
from tests.start.conftest import free_port, wait_for

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
OURS = ("web", "worker", "beat")


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_services_are_there_and_start_again() -> None:
    assert set(SERVICES) == {"migrate", "web", "worker", "beat", "db", "redis"}
    for name, service in SERVICES.items():
        assert service["restart"] == ("no" if name == "migrate" else "unless-stopped")
        assert name == "migrate" or service["healthcheck"]["test"]


def test_images_are_pinned_and_ours_does_not_run_as_root() -> None:
    for name in ("db", "redis"):
        assert re.search(r":\d+\.\d+", SERVICES[name]["image"])
    users = re.findall(r"^USER (\w+)$", DOCKERFILE, re.MULTILINE)
    assert users == ["factcheck"]
    assert "--require-hashes" in DOCKERFILE


def test_what_env_sets_reaches_the_desk() -> None:
    given = SERVICES["web"]["environment"]
    # The image sets the one; the other shows source code and has no place on a server.
    absent = {variable.name for variable in TABLE} - set(given)
    assert absent == {"FACTCHECK_DATA", "FACTCHECK_DEBUG"}
    assert "ENV FACTCHECK_DATA=" in DOCKERFILE
    for name in set(given) - {"DATABASE_URL", "REDIS_URL"}:
        assert "${" + name + ":" in given[name], name


def test_the_recipe_for_secrets_gives_none_that_breaks_the_databases_address() -> None:
    recipe = re.search(r"`openssl rand -(\w+) ", (ROOT / ".env.example").read_text())
    assert recipe is not None
    assert recipe[1] == "hex"


def test_no_secret_stands_in_the_files() -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    for line in text.splitlines():
        if "PASSWORD" in line or "SECRET" in line:
            assert re.search(r"\$\{\w+:\?", line), line


def test_ours_wait_for_database_broker_and_migrations() -> None:
    for name in OURS:
        waits = SERVICES[name]["depends_on"]
        assert waits["db"]["condition"] == waits["redis"]["condition"] == "service_healthy"
        assert waits["migrate"]["condition"] == "service_completed_successfully"


def test_only_the_web_is_reached_and_only_from_this_machine() -> None:
    ports = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert list(ports) == ["web"]
    assert ports["web"][0].startswith("127.0.0.1:")


def test_gunicorns_command_is_one() -> None:
    command = SERVICES["web"]["command"]
    assert f"CMD {command!s}".replace("'", '"') in DOCKERFILE
    checked = _run(*command[1:], "--check-config")
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize("name", ["worker", "beat"])
def test_celerys_commands_are_ones(name: str) -> None:
    command = SERVICES[name]["command"]
    helped = _run(*command[1:6], "--help")
    assert helped.returncode == 0, helped.stderr
    for option in command[6:]:
        assert option.split("=")[0] in helped.stdout, option


def test_the_workers_health_check_is_a_command() -> None:
    command = SERVICES["worker"]["healthcheck"]["test"][1:]
    assert command[:6] == ["python", "-m", "celery", "-A", "factcheck", "inspect"]
    assert "ping" in _run(*command[1:6], "--list").stdout


@pytest.mark.slow
@pytest.mark.sqlite
@pytest.mark.xdist_group("start")
def test_every_health_check_of_ours_passes_while_its_service_runs_and_fails_after(
    broker: str, tmp_path: Path
) -> None:
    port = str(free_port())
    hosts = SERVICES["web"]["environment"]["FACTCHECK_HOSTS"]
    environment = {
        **os.environ,
        "FACTCHECK_DATA": str(tmp_path),
        # As with a desk that answers to its own name only.
        "FACTCHECK_HOSTS": re.sub(r"\$\{[^}]*\}", "desk.example", hosts),
        "DATABASE_URL": "",
        "REDIS_URL": broker,
    }

    def here(command: list[str]) -> list[str]:
        """The command with this Python, port and folder for the container's."""
        places = {":8000": f":{port}", "/tmp/": f"{tmp_path}/"}
        for there, place in places.items():
            command = [word.replace(there, place) for word in command]
        return [sys.executable if word == "python" else word for word in command]

    def healthy(name: str) -> bool:
        check = here(SERVICES[name]["healthcheck"]["test"][1:])
        done = subprocess.run(
            check, cwd=ROOT, env=environment, capture_output=True, timeout=30, check=False
        )
        return done.returncode == 0

    subprocess.run(
        here(SERVICES["migrate"]["command"]), cwd=ROOT, env=environment, check=True, timeout=60
    )
    for name in OURS:
        with (tmp_path / f"{name}.log").open("wb") as log:
            service = subprocess.Popen(
                here(SERVICES[name]["command"]),
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            wait_for(partial(healthy, name), 60)
        finally:
            service.terminate()
            service.wait(30)
        if name != "beat":  # its check reads a file's age, tested below
            assert not healthy(name)


@pytest.mark.parametrize("name", ["web", "beat"])
def test_health_checks_in_python_compile_and_fail_where_nothing_runs(name: str) -> None:
    command = SERVICES[name]["healthcheck"]["test"]
    assert command[:3] == ["CMD", "python", "-c"]
    compile(command[3], name, "exec")
    broken = command[3].replace(":8000", ":1").replace("/tmp/beat-schedule", "/nowhere/beat")
    assert _run("-c", broken).returncode != 0


def test_the_migration_is_a_command() -> None:
    command = SERVICES["migrate"]["command"]
    assert _run(*command[1:], "--plan").returncode == 0


def test_every_file_that_the_image_copies_is_there() -> None:
    for source in re.findall(r"^COPY (\S+) ", DOCKERFILE, re.MULTILINE):
        assert (ROOT / source).exists(), source
        assert f"!{source}" in (ROOT / ".dockerignore").read_text().splitlines()


def test_the_example_names_every_setting() -> None:
    example = (ROOT / ".env.example").read_text()
    for one in TABLE:
        assert re.search(rf"^{one.name}=", example, re.MULTILINE), one.name
