"""What a machine may lack: said plainly on a person's machine, an error where it is required."""

import os
from typing import NoReturn

import pytest


def missing(what: str, why: str) -> NoReturn:
    """Leave a test out for want of `what`; fail instead if PORTAL_TEST_REQUIRE names it."""
    if what in os.environ.get("PORTAL_TEST_REQUIRE", "").split(","):
        pytest.fail(f"{what} is required here: {why}")
    pytest.skip(f"no {what}: {why}")
