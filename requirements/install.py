"""Makes .venv from the lock and nothing but the lock: `python3 requirements/install.py run|dev`.

Standard library only, and no syntax that an old Python could not read, so that it can say in a
sentence what is missing. Quick where the lock has not changed.
"""

import hashlib
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE.parent / ".venv"


def stop(sentence):
    sys.exit("\n" + sentence)


def digest(name):
    return hashlib.sha256((HERE / (name + ".txt")).read_bytes()).hexdigest()


def is_fresh(name):
    # What dev holds includes what run holds, at the same versions.
    for one in {"run": ("run", "dev"), "dev": ("dev",)}[name]:
        mark = VENV / ("lock-" + one)
        if mark.is_file() and mark.read_text() == digest(one):
            return True
    return False


def is_stale():
    # A lock has changed since: what it no longer names must not stay installed.
    marks = ((VENV / ("lock-" + one), digest(one)) for one in ("run", "dev"))
    return any(mark.is_file() and mark.read_text() != lock for mark, lock in marks)


def main(name):
    if sys.version_info < (3, 11):
        stop("Factcheck needs Python 3.11 or newer; this is %d.%d." % sys.version_info[:2])
    python = VENV / "bin" / "python"
    if python.exists() and is_fresh(name):
        return
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        stop(
            "This Python cannot make virtual environments. On Debian and Ubuntu: "
            "apt-get install python3-venv. Then run it again."
        )
    print("Making .venv from requirements/%s.txt; once, a minute or so ..." % name, flush=True)
    try:
        venv.create(VENV, with_pip=True, clear=is_stale() or not python.exists(), symlinks=True)
    except (OSError, subprocess.CalledProcessError) as error:
        stop("The folder %s cannot be made: %s" % (VENV, error))
    done = subprocess.run(
        [
            str(python),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-input",
            "--no-deps",
            "--only-binary=:all:",
            "--require-hashes",
            "-r",
            str(HERE / (name + ".txt")),
        ],
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        stop(
            "The packages of the lock could not be installed.\n%s\n"
            "If a wheel is missing for this platform, use Linux (glibc) or macOS on a 64-bit "
            "processor with Python 3.11 to 3.14; if the index cannot be reached, run it again with "
            "a network." % "\n".join(errors or done.stderr.splitlines()[-3:])
        )
    (VENV / ("lock-" + name)).write_text(digest(name))


if __name__ == "__main__":
    main(sys.argv[1])
