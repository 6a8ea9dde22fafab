"""Production starts only when it has been told everything, and nothing that is an example."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from wagtail.models import Site

from portal.accounts.models import User
from portal.companies.models import Company
from portal.core import startup
from portal.demo.cast import Cast
from portal.settings import gaps

ROOT = Path(__file__).parents[2]
GOOD = {
    "SECRET_KEY": "Zk8vQ2wL9xR4tY7uI1oP5aS3dF6gH0jKmNbVcXzQwErTyUiOpAs",
    "ALLOWED_HOSTS": "portal.linde.example,.kastanie.example",
    "DATABASE_URL": "postgres://portal@127.0.0.1:1/portal",
    "CELERY_BROKER_URL": "amqp://portal@127.0.0.1:1//",
    "CACHE_URL": "redis://127.0.0.1:1/0",
    "DEFAULT_FROM_EMAIL": "portal@linde.example",
    "EMAIL_HOST": "mail.linde.example",
}


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    told = {"DJANGO_SETTINGS_MODULE": "portal.settings.production", "PATH": os.environ["PATH"]}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=told | environment,
        capture_output=True,
        text=True,
    )


def test_the_deployment_check_has_nothing_to_say_about_shipped_settings() -> None:
    done = manage("check", "--deploy", "--fail-level", "WARNING", **GOOD)
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


def test_production_that_was_told_nothing_does_not_start_and_names_every_gap() -> None:
    done = manage("check")
    assert done.returncode == 1
    for name in gaps.RULES:
        assert f"{name} is missing" in done.stderr
    assert "EMAIL_HOST (SMTP) or EMAIL_BACKEND" in done.stderr


def test_mails_that_would_stay_in_the_house_keep_production_from_starting() -> None:
    for backend in ("portal.core.filemail.EmailBackend", "django.core.mail.backends.dummy.E"):
        with pytest.raises(ImproperlyConfigured, match="EMAIL_BACKEND keeps mails here"):
            gaps.refuse(GOOD | {"EMAIL_BACKEND": backend})


@pytest.mark.parametrize("entry", ["portal.wsgi", "portal.asgi", "portal.celery"])
def test_a_server_that_was_not_told_its_settings_takes_productions(entry: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"import {entry}; from django.conf import settings; settings.DEBUG"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
    )
    assert "Production does not start like this" in done.stderr


def test_the_shipped_example_holds_no_value_that_works() -> None:
    example = (ROOT / "deploy/production.env.example").read_text()
    told = dict(re.findall(r"^([A-Z_0-9]+)=(.*)$", example, re.MULTILINE))
    assert set(gaps.RULES) <= set(told)
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is missing"):
        gaps.refuse(told)


def test_production_starts_with_an_anymail_provider_in_place_of_smtp() -> None:
    told = {**GOOD, "EMAIL_HOST": "", "EMAIL_BACKEND": "anymail.backends.mailjet.EmailBackend"}
    gaps.refuse(told)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SECRET_KEY", "short", "SECRET_KEY needs 50 random characters"),
        ("SECRET_KEY", "ab" * 30, "SECRET_KEY needs 50 random characters"),
        ("SECRET_KEY", "insecure-" + "abcdefghijklmnopqrstuvwxyz" * 3, "SECRET_KEY is an example"),
        ("SECRET_KEY", "ChangeMe-" + "abcdefghijklmnopqrstuvwxyz" * 3, "SECRET_KEY is an example"),
        ("DEBUG", "true", "DEBUG shows settings and code"),
        ("DEBUG", "1", "DEBUG shows settings and code"),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS must name hosts"),
        ("ALLOWED_HOSTS", "portal.linde.example, *", "ALLOWED_HOSTS must name hosts"),
        ("ALLOWED_HOSTS", ".example", "ALLOWED_HOSTS must name hosts"),
        ("DATABASE_URL", "sqlite:///var/portal.sqlite3", "DATABASE_URL must be a postgres://"),
        ("CELERY_BROKER_URL", "filesystem://", "CELERY_BROKER_URL must be a server's"),
        ("DEFAULT_FROM_EMAIL", "Portal <portal@example.org>", "is the example's address"),
        ("EMAIL_HOST", "", "EMAIL_HOST (SMTP) or EMAIL_BACKEND"),
    ],
)
def test_production_refuses_a_weak_value_and_names_it(name: str, value: str, said: str) -> None:
    gaps.refuse(GOOD)
    with pytest.raises(ImproperlyConfigured, match=re.escape(said)):
        gaps.refuse({**GOOD, name: value})


def test_the_demos_logins_keep_production_from_starting(cast: Cast, settings: Any) -> None:
    settings.PORTAL_DEMO = False
    Site.objects.update(port=443)
    with pytest.raises(ImproperlyConfigured, match="the demo's logins"):
        startup.refuse_on_errors()
    User.objects.filter(email__endswith="@example.org").update(is_active=False)
    startup.refuse_on_errors()


def test_a_company_whose_links_begin_with_http_keeps_production_from_starting(
    linde: Company, settings: Any
) -> None:
    settings.PORTAL_DEMO = False
    User.objects.filter(email__endswith="@example.org").update(is_active=False)
    Site.objects.exclude(pk=linde.site.pk).update(port=443)
    with pytest.raises(ImproperlyConfigured, match="Links of Hausverwaltung Linde begin with http"):
        startup.refuse_on_errors()


def test_a_demo_may_hold_its_logins(cast: Cast) -> None:
    startup.refuse_on_errors()
