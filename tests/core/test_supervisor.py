"""The foreground process of `make run` keeps its children alive and takes them when it goes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SUPERVISE = """
import sys, time
from portal.core.supervisor import Child, Supervisor
child = Child("worker", [sys.executable, "-u", "-c", sys.argv[1]])
Supervisor(
    [child], say=print, is_ready=lambda: True, announce=lambda: print("ready")
).run()
"""
SLEEP = "import os, time; print('pid', os.getpid()); time.sleep(60)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEP}"
WITH_A_HELPER = f"""
import subprocess, sys
print("helper", subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]).pid)
{SLEEP}
"""


@contextmanager
def supervised(program: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-u", "-c", SUPERVISE, program],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


def number_after(word: str, process: subprocess.Popen[str]) -> int:
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(word):
            return int(line.split()[1])
    raise AssertionError(f"no line starts with {word!r}")


def is_gone(pid: int) -> bool:
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
                return True
            os.kill(pid, 0)
        except (FileNotFoundError, ProcessLookupError):
            return True
    return False


def test_a_killed_child_is_started_again() -> None:
    with supervised(SLEEP) as process:
        first = number_after("pid", process)
        os.kill(first, signal.SIGKILL)
        assert number_after("pid", process) != first


def test_what_a_killed_child_leaves_behind_is_ended_before_the_next_starts() -> None:
    with supervised(WITH_A_HELPER) as process:
        helper = number_after("helper", process)
        os.kill(number_after("pid", process), signal.SIGKILL)
        number_after("pid", process)
        assert is_gone(helper)


def test_sigterm_stops_the_child_and_then_the_supervisor() -> None:
    with supervised(SLEEP) as process:
        child = number_after("pid", process)
        process.terminate()
        assert process.wait(timeout=5) == 0
        assert is_gone(child)


def test_ctrl_c_ends_even_a_child_that_ignores_being_asked_within_ten_seconds() -> None:
    with supervised(STUBBORN) as process:
        child = number_after("pid", process)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) == 0
        assert is_gone(child)
