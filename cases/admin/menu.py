"""Where clerks find their cases: saved views in the menu, and the search."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.search import SearchArea

from cases.admin.queue import ME, NOBODY, OVERDUE, UNFINISHED, queue_url
from portal.access.admin.doors import CASE_STAFF
from portal.access.admin.viewsets import shown_to
from portal.accounts.http import PortalRequest


class CaseMenuItem(MenuItem):
    """For case staff only."""

    def is_shown(self, request: PortalRequest) -> bool:
        """Editors see no cases."""
        return shown_to(request, CASE_STAFF)


class CaseSearchArea(SearchArea):
    """The search of the menu looks through cases first."""

    def is_shown(self, request: PortalRequest) -> bool:
        """Editors see no cases."""
        return shown_to(request, CASE_STAFF)


def case_menu() -> SubmenuMenuItem:
    """Wagtail's hook register_admin_menu_item."""
    saved_views = (
        ("mine", pgettext_lazy("cases", "Mine"), {"state": UNFINISHED, "assignee": ME}),
        ("open", pgettext_lazy("cases", "Not finished"), {"state": UNFINISHED}),
        (
            "unassigned",
            pgettext_lazy("cases", "Assigned to nobody"),
            {"state": UNFINISHED, "assignee": NOBODY},
        ),
        ("overdue", pgettext_lazy("cases", "Overdue"), {"due": OVERDUE, "ordering": "due_at"}),
        ("all", pgettext_lazy("cases", "All"), {"state": ""}),
    )
    write = CaseMenuItem(
        _("Write a case down"),
        reverse("casework:find-person"),
        name="cases-write",
        order=len(saved_views),
    )
    items = [
        CaseMenuItem(label, queue_url(**filters), name=f"cases-{key}", order=order)
        for order, (key, label, filters) in enumerate(saved_views)
    ]
    return SubmenuMenuItem(
        _("Cases"), Menu(items=[*items, write]), name="cases", icon_name="mail", order=10
    )


def case_search() -> CaseSearchArea:
    """Wagtail's hook register_admin_search_area."""
    return CaseSearchArea(_("Cases"), queue_url(), name="cases", icon_name="mail", order=1)
