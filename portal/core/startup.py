"""The last look before production serves anybody: what only the database can tell."""

from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from portal.core import conf

# Checks with this tag keep production from starting; `check --deploy` lists them as well.
PRODUCTION = "production"


def refuse_on_errors() -> None:
    """Raise ImproperlyConfigured if a check of production fails; demo and development may start."""
    if conf.is_demo():
        return
    try:
        found = run_checks(tags=[PRODUCTION], include_deployment_checks=True, databases=["default"])
    except DatabaseError as error:
        raise ImproperlyConfigured(f"The database cannot be read: {error}") from error
    errors = [f"{message.msg} {message.hint or ''}".strip() for message in found]
    if errors:
        raise ImproperlyConfigured("\n  ".join(["Production does not start like this:", *errors]))
