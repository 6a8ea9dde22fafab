"""`make run`: one process that opens the portal, keeps it open, and closes it when asked."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(folder: Path, port: int | str) -> Iterator[subprocess.Popen[str]]:
    told = {
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "PORTAL_DATA_DIR": str(folder),
        "PORT": str(port),
        "DATABASE_URL": "",
        "CELERY_BROKER_URL": "",
    }
    environment = {name: value for name, value in (os.environ | told).items() if value}
    with subprocess.Popen(
        [sys.executable, "-u", "manage.py", "serve"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


def read_until(process: subprocess.Popen[str], end: str) -> list[str]:
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line.rstrip("\n"))
        if end in line:
            return lines
    raise AssertionError(f"{end!r} was never said, but:\n" + "\n".join(lines))


def children(process: subprocess.Popen[str], program: str) -> list[int]:
    found = subprocess.run(
        ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(process.pid)],
        capture_output=True,
        text=True,
    )
    return [int(line.split()[0]) for line in found.stdout.splitlines() if program in line]


def test_a_fresh_portal_opens_with_both_companies_and_survives_a_killed_worker(
    tmp_path: Path,
) -> None:
    port = free_port()
    with serve(tmp_path, port) as process:
        said = "\n".join(read_until(process, "Stop with Ctrl-C"))
        assert f"Hausverwaltung Linde: http://localhost:{port}/" in said
        assert f"Kastanie Immobilien: http://kastanie.localhost:{port}/" in said
        assert "anna@example.org" in said
        assert "portal-demo-2026" in said
        assert urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz").status == 200

        with serve(tmp_path, free_port()) as second:
            refused, _nothing = second.communicate(timeout=30)
        assert refused.startswith("CommandError: Another `make run` uses")

        (worker,) = children(process, "celery")
        os.kill(worker, signal.SIGKILL)
        read_until(process, "worker ended with status -9")

        process.terminate()
        assert process.wait(timeout=10) == 0


def test_a_taken_port_is_one_line(tmp_path: Path) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        serve(tmp_path, taken.getsockname()[1]) as process,
    ):
        said, _nothing = process.communicate(timeout=30)
        assert process.returncode == 1
    assert said.count("\n") == 1
    assert "Address already in use" in said


@pytest.mark.parametrize("nonsense", ["http", "70000"])
def test_a_port_that_is_none_is_one_line(tmp_path: Path, nonsense: str) -> None:
    with serve(tmp_path, nonsense) as process:
        said, _nothing = process.communicate(timeout=30)
        assert process.returncode == 1
    assert said == f"CommandError: PORT must be a number from 1 to 65535, not '{nonsense}'.\n"
