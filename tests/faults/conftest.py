"""Workers to be killed, a broker to be stopped, and a mail server that sees what arrives."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import Settings

from tests.faults.workers import Workers
from tests.notifications.conftest import (  # noqa: F401 -- fixtures of the outbox
    broker,
    free_port,
    let_time_pass,
    mail_server,
)


@pytest.fixture
def workers(settings: Settings, tmp_path: Path) -> Iterator[Workers]:
    """Nobody works yet: `workers.start()`."""
    found = Workers(settings, tmp_path)
    yield found
    found.stop_all()
