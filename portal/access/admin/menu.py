"""The admin's menu: one heading for all registers, and without what our staff have no use for."""

from typing import Any

from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, SubmenuMenuItem

from portal.access.admin.doors import may_pass
from portal.accounts.http import PortalRequest
from portal.accounts.roles import is_operator

# Rooms put their registers under this heading, without knowing each other.
REGISTERS_HOOK = "register_registers_menu_item"
registers_menu = Menu(register_hook_name=REGISTERS_HOOK)

# Help links to wagtail.org, reports list what other companies' editors did.
_OPERATORS_ONLY = frozenset({"reports", "help"})


def registers_menu_item() -> SubmenuMenuItem:
    """Wagtail's hook register_admin_menu_item."""
    return SubmenuMenuItem(
        _("Registers"), registers_menu, name="registers", icon_name="list-ul", order=60
    )


def shorten_menu(request: PortalRequest, items: list[Any]) -> None:
    """Wagtail's hook construct_main_menu."""
    unwanted = {"documents"}
    if not is_operator(request.user):
        unwanted |= _OPERATORS_ONLY
    items[:] = [item for item in items if item.name not in unwanted and _is_open(request, item)]


def _is_open(request: PortalRequest, item: Any) -> bool:
    """Whether an item's door opens; Wagtail asks its own rights, which are wider than ours."""
    try:
        return may_pass(request, resolve(item.url))
    except Resolver404:
        # A heading: what stands below it is asked for itself.
        return True
