"""`make run`: one process that opens the portal, keeps it open, and closes it when asked."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from django.conf import settings

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
        # Where uploads lie while they are received.
        "TMPDIR": str(folder),
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


# UP-03: announced far too long, longer or shorter than it is, or not announced at all.
LENGTHS = {
    "2 GB": "Content-Length: 2147483648",
    "less than is sent": "Content-Length: 10",
    "more than is sent": "Content-Length: 1000000",
    "nothing": "Transfer-Encoding: chunked",
}


def no_request_lies_about_its_length(port: int, folder: Path) -> None:
    """Each is refused with an answer, the server goes on, and nothing of it is kept."""
    statuses = {told: status_of_a_lie(port, header) for told, header in LENGTHS.items()}
    assert statuses.pop("2 GB") == 413
    assert all(400 <= status < 500 for status in statuses.values()), statuses
    assert urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz").status == 200
    assert not list(folder.rglob("*.upload*"))


def status_of_a_lie(port: int, header: str) -> int:
    """Send a form with a file under this header, as far as the server listens; its answer."""
    part = 'Content-Disposition: form-data; name="file"; filename="a.pdf"'
    body = f"--x\r\n{part}\r\n\r\n%PDF-1.4 {'a' * 100_000}\r\n--x--\r\n".encode()
    if "chunked" in header:
        body = f"{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n"
    head = (
        f"POST /konto/anmelden/ HTTP/1.1\r\nHost: localhost:{port}\r\n{header}\r\n"
        # Without it a form is refused before anybody looks at its body.
        f"Cookie: {settings.CSRF_COOKIE_NAME}={'a' * 32}\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\nConnection: close\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(head.encode())
        with suppress(ConnectionError):
            if "2147483648" not in header:
                line.sendall(body)
            line.shutdown(socket.SHUT_WR)
        answer = line.makefile("rb").readline().decode()
    return int(answer.split()[1])


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

        no_request_lies_about_its_length(port, tmp_path)

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
