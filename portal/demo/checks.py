"""Production check: nobody signs in to a real portal by a password that stands in the README."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error, Tags, register

from portal.core.startup import PRODUCTION


@register(PRODUCTION, Tags.database, deploy=True)
def no_demo_logins(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Report the demo's logins: example.org is reserved, so nobody else has an address there."""
    if not databases:
        return []
    found = get_user_model().objects.filter(email__iendswith="@example.org", is_active=True)
    if not found.exists():
        return []
    return [
        Error(
            "The database holds the demo's logins, whose password is public.",
            hint="Start with an empty database.",
            id="demo.E001",
        )
    ]
