"""The settings of tests: they write nowhere but in a temporary folder, and reach no broker unless
they start one."""

import atexit
import os
import shutil
import tempfile

if "FACTCHECK_DATA" not in os.environ:
    _folder = tempfile.mkdtemp(prefix="factcheck-test-")
    os.environ["FACTCHECK_DATA"] = _folder
    _owner = os.getpid()

    @atexit.register
    def _tidy() -> None:
        if os.getpid() == _owner:  # not in a forked child
            shutil.rmtree(_folder, ignore_errors=True)


# Nothing listens there: what must work without a broker is tested without one.
os.environ.setdefault("REDIS_URL", "redis://127.0.0.1:1/0")

from factcheck.rate import Rate
from factcheck.settings import *  # noqa: F403 - after the environment is set

# Tests knock more often than people; those of the limits set their own.
FACTCHECK_RATE = FACTCHECK_RATE_GUESSES = Rate(0, 60)
