"""Real workers as processes of their own, to be killed, with a real broker between them and us."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import Settings
from django.db import connection

# Starting Python, Django and Celery takes its time on a busy machine.
PATIENCE_SECONDS = 90.0
ROOT = Path(__file__).resolve().parents[2]


def wait_until(condition: Callable[[], bool], what: str) -> None:
    """Look again and again; fail if it does not come true."""
    ends_at = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < ends_at, f"waited {PATIENCE_SECONDS} s in vain: {what}"
        time.sleep(0.05)


class Workers:
    """Worker and scheduler in one process, as `make run` has them; all of them of one queue."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self.log = folder / "worker.log"
        self.broker_url: str = settings.CELERY_BROKER_URL
        settings.CELERY_TASK_DEFAULT_QUEUE = f"faults-{uuid4().hex}"
        if self.broker_url.startswith("filesystem"):
            settings.CELERY_BROKER_TRANSPORT_OPTIONS = _folders(folder)
        self._settings, self._folder = settings, folder
        self._running: list[subprocess.Popen[bytes]] = []

    def start(self, threads: int = 2) -> subprocess.Popen[bytes]:
        """One more worker; what it says lies in `log`."""
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "CELERY_BROKER_URL": self.broker_url,
            "FAULTS_SETTINGS": json.dumps(self._for_worker(), default=str),
            # Where a killed worker leaves its temporary folder.
            "TMPDIR": str(self._folder),
        }
        command = (
            f"-m celery --app portal worker --beat --pool threads --concurrency {threads} "
            "--loglevel INFO --without-gossip --without-mingle --without-heartbeat"
        )
        with self.log.open("ab") as log:
            worker = subprocess.Popen(
                [sys.executable, *command.split()],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._running.append(worker)
        return worker

    def kill(self, worker: subprocess.Popen[bytes]) -> None:
        """As the kernel does it when memory runs out: no last word."""
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
        self._running.remove(worker)

    def stop_all(self) -> None:
        """At the end of a test."""
        for worker in list(self._running):
            self.kill(worker)

    def _for_worker(self) -> dict[str, Any]:
        names = ("EMAIL_BACKEND", "EMAIL_HOST", "EMAIL_PORT", "CELERY_BROKER_TRANSPORT_OPTIONS")
        sweep = {"task": "portal.notifications.tasks.sweep", "schedule": 1.0}
        return {
            **{name: getattr(self._settings, name) for name in names},
            "CELERY_TASK_DEFAULT_QUEUE": self._settings.CELERY_TASK_DEFAULT_QUEUE,
            "CELERY_BEAT_SCHEDULE": {"sweep": sweep},
            "CELERY_BEAT_SCHEDULE_FILENAME": str(self._folder / "schedule"),
            "DATABASES": {"default": _database()},
        }


def _database() -> dict[str, Any]:
    """The very database of this test."""
    keys = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS", "CONN_MAX_AGE")
    return {key: connection.settings_dict[key] for key in keys}


def _folders(folder: Path) -> dict[str, Any]:
    for name in ("queue", "control"):
        (folder / name).mkdir()
    return {
        "data_folder_in": str(folder / "queue"),
        "data_folder_out": str(folder / "queue"),
        "control_folder": str(folder / "control"),
        "polling_interval": 0.05,
    }
