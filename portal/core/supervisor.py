"""Keep a few child processes running until told to stop: what `make run` stands on."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event

FIRST_DELAY, LONGEST_DELAY = 0.5, 30.0
# A child that lived this long was well: its next death starts from the first delay again.
HEALTHY_SECONDS = 60.0
STOP_SECONDS = 8.0
TICK_SECONDS = 0.1


@dataclass
class Child:
    """One program to keep alive, with its memory of how often it died lately."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    restart_at: float = 0.0
    delay: float = field(default=FIRST_DELAY)

    def start(self) -> None:
        self.started_at = time.monotonic()
        # A session of its own: Ctrl-C reaches the supervisor alone, and the child's own children
        # (gunicorn's worker, Celery's scheduler) can be ended with it.
        self.process = subprocess.Popen(self.command, start_new_session=True)  # noqa: S603 -- ours

    def died(self) -> int | None:
        """Return the exit status of a child that is gone, once, and plan its return."""
        if self.process is None or (status := self.process.poll()) is None:
            return None
        # What outlived a killed child would do its work twice beside the next one.
        self.signal_group(signal.SIGKILL)
        self.process = None
        now = time.monotonic()
        if now - self.started_at > HEALTHY_SECONDS:
            self.delay = FIRST_DELAY
        self.restart_at = now + self.delay
        self.delay = min(self.delay * 2, LONGEST_DELAY)
        return status

    def signal_group(self, number: signal.Signals) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)


class Supervisor:
    """Start the children, restart those that die, stop them all on SIGINT, SIGTERM or SIGHUP."""

    def __init__(
        self,
        children: Sequence[Child],
        *,
        say: Callable[[str], object],
        is_ready: Callable[[], bool],
        announce: Callable[[], object],
    ) -> None:
        self.children = children
        self.say = say
        self.is_ready = is_ready
        self.announce = announce
        self.stopping = Event()

    def run(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self.stopping.set())
        announced = False
        try:
            for child in self.children:
                child.start()
            while not self.stopping.wait(TICK_SECONDS):
                self._restart_the_dead()
                if not announced and self.is_ready():
                    announced = True
                    self.announce()
        finally:
            self._stop()

    def _restart_the_dead(self) -> None:
        for child in self.children:
            status = child.died()
            if status is not None:
                wait = child.restart_at - time.monotonic()
                self.say(f"{child.name} ended with status {status}, starts again in {wait:.1f} s")
            if child.process is None and time.monotonic() >= child.restart_at:
                child.start()

    def _stop(self) -> None:
        self.say("Stopping …")
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.children:
            if child.process is not None:
                child.process.terminate()
        for child in self.children:
            if child.process is not None:
                with suppress(subprocess.TimeoutExpired):
                    child.process.wait(max(0.0, deadline - time.monotonic()))
                child.signal_group(signal.SIGKILL)
                child.process.wait()
