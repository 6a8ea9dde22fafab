"""Make the environment in .venv from the hash-locked requirements, or refresh it when they changed.

Only the standard library, and no syntax newer than Python 2.7: an old Python must be able to say
that it is too old.
"""

from __future__ import print_function

import hashlib
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
LOCK = os.path.join(ROOT, "requirements", "dev.txt")
STAMP = os.path.join(VENV, ".lock-hash")
OLDEST, NEWEST = (3, 11), (3, 13)
# The version comes first: a Python without `venv` is still told apart from one that is too old.
PROBE = "import sys; print('%d.%d' % sys.version_info[:2]); import ensurepip, venv"


class Stop(Exception):
    """Something the person at the keyboard must mend; its text is the one line they see."""


def probe(python):
    """Return a Python's version and whether it can make environments; None if it does not run."""
    try:
        process = subprocess.Popen(  # noqa: S603 - candidates are fixed names and our own interpreter
            [python, "-c", PROBE], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        words = process.communicate()[0].decode("ascii", "replace").split()
    except OSError:
        return None
    # A pyenv shim exists even when no version stands behind it: it prints nothing here.
    if not words or not re.match(r"^\d+\.\d+$", words[0]):
        return None
    major, minor = words[0].split(".")
    return (int(major), int(minor)), process.returncode == 0


def choose_python():
    """Pick the newest suitable Python that can make environments, or say what is missing."""
    found = {}
    for name in (sys.executable, "python3", "python3.13", "python3.12", "python3.11"):
        answer = probe(name) if name else None
        if answer:
            version, whole = answer
            if whole or version not in found:
                found[version] = (whole, name)
    suitable = sorted(version for version in found if OLDEST <= version <= NEWEST)
    whole = [version for version in suitable if found[version][0]]
    if whole:
        return found[whole[-1]][1]
    if suitable:
        raise Stop(
            "Python %d.%d has no venv module: install it (Debian: apt-get install python3-venv)."
            % suitable[-1]
        )
    raise Stop(
        "Python 3.11, 3.12 or 3.13 is needed; found only %s."
        % ", ".join("%d.%d" % version for version in sorted(found))
    )


def venv_file(name):
    return os.path.join(VENV, "Scripts" if os.name == "nt" else "bin", name)


def digest():
    """Name the state the environment should be in: this lock, installed by this script."""
    content = hashlib.sha256()
    for path in (LOCK, __file__):
        with open(path, "rb") as file:
            content.update(file.read())
    return content.hexdigest()


def is_current():
    try:
        with open(STAMP) as file:
            return file.read() == digest()
    except (IOError, OSError):
        return False


def attempt(*command):
    """Run a command; return "" when it went well, else the line that says what went wrong."""
    try:
        process = subprocess.Popen(  # noqa: S603 - our own environment's programs
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        output = process.communicate()[0].decode("utf-8", "replace")
    except OSError as error:
        return str(error)
    if process.returncode == 0:
        return ""
    lines = [line.strip() for line in output.splitlines() if line.strip()] or ["no output"]
    errors = [line for line in lines if re.match(r"(?i)^\W*(error|[a-z.]*exception)\b", line)]
    return (errors or lines)[-1][:200]


def locked_uv():
    """Return the lock's lines about uv, so that it is checked by its hashes like all else."""
    with open(LOCK) as file:
        block = re.search(r"^uv==(?:.*\\\n)*.*\n", file.read(), re.MULTILINE)
    return block.group(0) if block else ""


def pip_install(python, path):
    options = ["--quiet", "--disable-pip-version-check", "--require-hashes", "-r", path]
    return attempt(python, "-m", "pip", "install", *options)


def install_uv(python):
    """Fetch uv, which installs the rest in seconds; say whether it is there now."""
    if os.path.exists(venv_file("uv")):
        return True
    handle, path = tempfile.mkstemp(suffix=".txt")
    try:
        with os.fdopen(handle, "w") as file:
            file.write(locked_uv())
        return not pip_install(python, path)
    finally:
        os.remove(path)


def install(python):
    """Bring the environment to exactly what the lock says: by uv, or by plain pip if uv cannot."""
    if install_uv(python):
        sync = ("pip", "sync", "--quiet", "--require-hashes", "--python", python, LOCK)
        if not attempt(venv_file("uv"), *sync):
            return
    problem = pip_install(python, LOCK)
    if problem:
        raise Stop("requirements/dev.txt could not be installed: %s" % problem)


def make_environment():
    python = venv_file("python")
    if os.path.islink(VENV):
        # Somebody's shared environment: used as it is, theirs to keep in step.
        return
    answer = probe(python)
    usable = bool(answer) and OLDEST <= answer[0] <= NEWEST
    if usable and is_current():
        return
    print("Preparing the environment in .venv (this happens once per lock) ...", file=sys.stderr)
    if not usable:
        problem = attempt(choose_python(), "-m", "venv", "--clear", VENV)
        if problem:
            raise Stop("The environment in .venv could not be made: %s" % problem)
    if os.path.exists(STAMP):
        os.remove(STAMP)
    install(python)
    with open(STAMP, "w") as file:
        file.write(digest())


def main():
    try:
        make_environment()
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
