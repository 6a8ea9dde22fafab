"""Find a Chromium for the browser tests, or get one: `python -m tests.browser.chromium`."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# No sandbox: tests also run as root in containers. The rest keeps it from calling home.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HOW = "install Debian's package chromium, or run .venv/bin/playwright install --with-deps chromium"
PATIENCE_SECONDS = 180


def find() -> str | None:
    """Return the path of a Chromium that starts, the machine's own before Playwright's."""
    return next((path for path in _candidates() if _runs(path, "--version")), None)


def get() -> None:
    """Install Chromium: as root Debian's package, else (or if there is no Debian) Playwright's."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        install = ("apt-get", "install", "--yes", "--no-install-recommends", "chromium")
        if _runs(*install) or (_runs("apt-get", "update") and _runs(*install)):
            return
    _runs(sys.executable, "-m", "playwright", "install", "chromium")


def _candidates() -> Iterator[str]:
    if chosen := os.environ.get("PORTAL_CHROMIUM"):
        yield chosen
        return
    yield from filter(None, map(shutil.which, NAMES))
    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path


def _runs(*command: str) -> bool:
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE_SECONDS,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


if __name__ == "__main__":
    if not find():
        print("No Chromium found, trying to get one …", flush=True)
        get()
        if not find():
            print(f"No Chromium could be had, the browser tests are left out: {HOW}.")
