"""Kinds of notification for the tests of this folder, and a mail server on loopback."""

import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from celery import Celery, current_app
from django.conf import Settings
from django.utils import timezone

from portal.notifications import bell, registry
from portal.notifications.models import Delivery
from portal.notifications.registry import Kind
from tests.mailserver import MailServer
from tests.notifications.parcels import TEMPLATES, parcel


@pytest.fixture
def kinds(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Callable[[Kind], None]:
    """Register kinds for one test; `parcel` is there already."""
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [engine | {"DIRS": [*engine["DIRS"], TEMPLATES]}]

    def add(kind: Kind) -> None:
        monkeypatch.setitem(registry._kinds, kind.key, kind)

    add(parcel())
    return add


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[MailServer]:
    """A real SMTP server; mails go to it instead of memory."""
    with MailServer() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.address
        yield server


@pytest.fixture
def free_port() -> int:
    """A port where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def broker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Celery]]:
    """Ring at another broker for one test: `broker("redis://127.0.0.1:1/0")`."""
    usual = current_app._get_current_object()
    monkeypatch.setattr(bell, "line", bell.Line())
    made: list[Celery] = []

    def use(url: str, **transport_options: Any) -> Celery:
        # Celery reads it from there first.
        monkeypatch.setenv("CELERY_BROKER_URL", url)
        app = Celery("elsewhere", set_as_current=True)
        app.config_from_object("django.conf:settings", namespace="CELERY")
        options = {**app.conf.broker_transport_options, **transport_options}
        app.conf.update(broker_transport_options=options)
        made.append(app)
        return app

    yield use
    for app in made:
        app.close()
    usual.set_current()


@pytest.fixture
def let_time_pass() -> Callable[[], Any]:
    """The pauses of all deliveries are over, and the claims of dead workers too."""
    return lambda: Delivery.objects.update(next_attempt_at=timezone.now())
