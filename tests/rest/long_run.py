"""`python -m tests.rest.long_run --examples 200`: the reference against a running desk, for long.

Prints how many requests were sent, what came back, and every finding with the request to repeat it.
"""

from __future__ import annotations

import argparse
import os
import sys

import pytest

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=200, help="requests of each sort")
    os.environ["REST_EXAMPLES"] = str(parser.parse_args().examples)
    sys.exit(
        pytest.main(["-q", "-s", "-n", "0", "--show-capture=no", "tests/rest/test_schemathesis.py"])
    )
