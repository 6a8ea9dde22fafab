"""The first minute on a stranger's machine: what is wrong with it is said in one line."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A fresh clone, as far as the bootstrap looks at it, with an empty lock."""
    (tmp_path / "deploy").mkdir()
    (tmp_path / "requirements").mkdir()
    (tmp_path / "programs").mkdir()
    shutil.copy(ROOT / "deploy" / "bootstrap.py", tmp_path / "deploy")
    (tmp_path / "requirements" / "dev.txt").write_text("")
    return tmp_path


def put_python(checkout: Path, name: str, script: str) -> Path:
    """Put a program into the checkout's PATH that answers as a Python of that kind would."""
    path = checkout / "programs" / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def bootstrap(checkout: Path, started_by: Path | str) -> subprocess.CompletedProcess[str]:
    """Run the bootstrap as if that Python ran it, with no other but the checkout's in reach."""
    starter = checkout / "start.py"
    starter.write_text(
        "import runpy, sys\n"
        f"sys.executable = {str(started_by)!r}\n"
        "runpy.run_path('deploy/bootstrap.py', run_name='__main__')\n"
    )
    return subprocess.run(
        [sys.executable, str(starter)],
        cwd=checkout,
        env={**os.environ, "PATH": str(checkout / "programs"), "PIP_NO_INDEX": "1"},
        capture_output=True,
        text=True,
    )


def last_line(done: subprocess.CompletedProcess[str]) -> str:
    assert "Traceback" not in done.stderr
    return done.stderr.strip().splitlines()[-1]


def test_a_python_that_is_too_old_is_told_which_versions_do(checkout: Path) -> None:
    done = bootstrap(checkout, put_python(checkout, "python3", "echo 3.9"))
    assert done.returncode == 1
    assert last_line(done) == "Python 3.11, 3.12 or 3.13 is needed; found only 3.9."


def test_a_python_without_venv_is_told_what_to_install(checkout: Path) -> None:
    done = bootstrap(checkout, put_python(checkout, "python3", "echo 3.11; exit 1"))
    assert done.returncode == 1
    assert last_line(done).startswith("Python 3.11 has no venv module: install it")


def test_an_old_python_finds_the_newer_one_beside_a_shim_that_does_not_work(checkout: Path) -> None:
    put_python(checkout, "python3.13", "echo 'command not found' >&2; exit 127")
    (checkout / "programs" / "python3.11").symlink_to(sys.executable)
    old = put_python(checkout, "python3", "echo 3.9")

    assert bootstrap(checkout, old).returncode == 0
    made = checkout / ".venv" / "bin" / "python"
    assert subprocess.run(
        [made, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"], check=True
    )

    again = bootstrap(checkout, old)
    assert (again.returncode, again.stderr) == (0, ""), "an environment in step is left as it is"


def test_a_lock_that_cannot_be_installed_is_one_line_and_is_tried_again(checkout: Path) -> None:
    lock = checkout / "requirements" / "dev.txt"
    lock.write_text(f"treppenhaus-no-such-package==1.0 --hash=sha256:{'0' * 64}\n")
    for _attempt in range(2):
        done = bootstrap(checkout, sys.executable)
        assert done.returncode == 1
        assert last_line(done).startswith("requirements/dev.txt could not be installed: ERROR: No")


def test_a_linked_environment_is_somebody_elses_and_left_alone(checkout: Path) -> None:
    shared = checkout / "shared"
    shared.mkdir()
    (checkout / ".venv").symlink_to(shared)
    assert bootstrap(checkout, sys.executable).returncode == 0
    assert not any(shared.iterdir())
