"""Run the whole portal in one foreground process: `make run`."""

import http.client
import os
import socket
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from filelock import FileLock, Timeout
from wagtail.models import Site

from portal.core.catalogues import compile_stale
from portal.core.supervisor import Child, Supervisor

ADDRESS = "127.0.0.1"


class Command(BaseCommand):
    help = "Prepares the database and runs web, worker and scheduler until Ctrl-C."
    # The checks run with the migrations, when there is a database to look at.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", default=os.environ.get("PORT", "8000"))

    def handle(self, *args: Any, **options: Any) -> None:
        port = usable_port(options["port"])
        data_dir = Path(settings.DATA_DIR)
        try:
            with FileLock(data_dir / "serve.lock", blocking=False):
                self.prepare(port)
                self.supervise(port)
        except KeyboardInterrupt:
            # Before the supervisor listens: nothing runs yet, and all of it can be done again.
            sys.exit(130)
        except Timeout:
            raise CommandError(
                f"Another `make run` uses {data_dir}: stop it, or set PORTAL_DATA_DIR."
            ) from None

    def prepare(self, port: int) -> None:
        self.stdout.write("Preparing the database …")
        compile_stale()
        call_command("migrate", verbosity=0, interactive=False)
        if not get_user_model().objects.exists():
            self.stdout.write("Loading the demo data …")
            call_command("demo", port=port, stdout=self.stdout)
        # Links in mails are built from the Site rows.
        Site.objects.exclude(port=port).update(port=port)
        Site.clear_site_root_paths_cache()

    def supervise(self, port: int) -> None:
        # People who try the portal meet its own error pages; DEBUG=1 brings back Django's.
        os.environ.setdefault("DEBUG", "0")
        Supervisor(
            [Child("web", web_command(port)), Child("worker", worker_command())],
            say=self.say,
            is_ready=lambda: answers(port),
            announce=self.announce,
        ).run()

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def announce(self) -> None:
        self.say("\nThe portal is open:")
        for site in Site.objects.order_by("pk"):
            self.say(f"  {site.site_name}: {site.root_url}/ (work: {site.root_url}/admin/)")
        call_command("logins", stdout=self.stdout)
        self.say("Stop with Ctrl-C.")


def usable_port(text: str) -> int:
    """Return the port if it can be listened on: better known now than from a dead child."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise CommandError(f"PORT must be a number from 1 to 65535, not {text!r}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, int(text)))
        except OSError as error:
            reason = error.strerror
            raise CommandError(
                f"Port {text} cannot be used ({reason}). Choose another: make run PORT=8001"
            ) from None
    return int(text)


def web_command(port: int) -> list[str]:
    # One process with threads: the embedded cache lives in its memory.
    return [
        *(sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"{ADDRESS}:{port}"),
        *("--worker-class", "gthread", "--workers", "1", "--threads", "8"),
        *("--graceful-timeout", "5", "--no-control-socket", "--log-level", "warning"),
    ]


def worker_command() -> list[str]:
    # As root (in a container) Celery warns at length; this is the demo, not production.
    return [
        *(
            sys.executable,
            "-W",
            "ignore:You're running the worker",
            "-m",
            "celery",
            "--quiet",
            "--app",
            "portal.celery",
            "worker",
        ),
        *("--beat", "--pool", "threads", "--concurrency", "2", "--loglevel", "WARNING"),
        *("--without-gossip", "--without-mingle", "--without-heartbeat"),
    ]


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection(ADDRESS, port, timeout=2)
    try:
        connection.request("GET", "/healthz", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
