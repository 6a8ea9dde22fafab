"""The admin's menu: one heading for all registers, and without what our staff have no use for."""

from typing import Any
from urllib.parse import urlsplit

from django.urls import resolve
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, SubmenuMenuItem

from portal.access.admin.doors import opens_to_role
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
    """Wagtail's hook construct_main_menu: nothing leads to a door that is shut."""
    items[:] = [item for item in items if _leads_somewhere(request, item)]


def _leads_somewhere(request: PortalRequest, item: Any) -> bool:
    if isinstance(item, SubmenuMenuItem):
        return item.name not in _OPERATORS_ONLY or is_operator(request.user)
    return opens_to_role(request, resolve(urlsplit(item.url).path))
