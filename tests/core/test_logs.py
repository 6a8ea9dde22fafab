"""Nobody finds a link that works in the logs."""

import logging

import pytest
from django.conf import settings

from portal.core.logs import HideLinks


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/d/geheim:1abc:xyz/", "/d/…/"),
        ("/konto/einladung/0f0f.geheim/", "/konto/einladung/…/"),
        ("/konto/passwort-neu/846c63bf/geheim/", "/konto/passwort-neu/846c63bf/…/"),
        ("/notfall/geheim/", "/notfall/…/"),
        ("/liegenschaften/846c63bf/notfall/", "/liegenschaften/846c63bf/notfall/"),
        ("/vorgaenge/846c63bf/", "/vorgaenge/846c63bf/"),
    ],
)
def test_the_secret_part_of_a_link_is_not_logged(path: str, logged: str) -> None:
    record = logging.LogRecord("django.request", 30, "", 0, "Gone: %s", (path,), None)
    assert HideLinks().filter(record)
    assert record.getMessage() == f"Gone: {logged}"


def test_every_way_out_of_the_logs_passes_the_filter() -> None:
    assert all("links" in handler["filters"] for handler in settings.LOGGING["handlers"].values())
