"""Wagtail's own menu items and panels that our staff have no use for."""

from typing import Any

from portal.accounts.http import PortalRequest
from portal.accounts.roles import is_operator

# Help links to wagtail.org, reports list what other companies' editors did.
_OPERATORS_ONLY = frozenset({"reports", "help"})


def shorten_menu(request: PortalRequest, items: list[Any]) -> None:
    """Wagtail's hook construct_main_menu."""
    unwanted = {"documents"}
    if not is_operator(request.user):
        unwanted |= _OPERATORS_ONLY
    items[:] = [item for item in items if item.name not in unwanted]
