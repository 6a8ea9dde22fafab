"""The start page of case staff: their cases instead of Wagtail's list of pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.components import Component

from cases.admin.queue import ME, NOBODY, UNFINISHED, queue_url
from cases.models import Case
from cases.policies import case_policy
from portal.accounts.http import PortalRequest
from portal.accounts.roles import is_case_staff

_SHOWN = 8
_COUNTED = 99
_PATIENCE = timedelta(days=7)

Rows = Callable[[PortalRequest], "QuerySet[Case]"]


@dataclass(frozen=True)
class Pile:
    """Some cases that wait for something."""

    key: str
    title: Any
    empty: Any
    rows: Rows
    url: Callable[[], str]


def _unfinished(request: PortalRequest) -> "QuerySet[Case]":
    rows: QuerySet[Case] = Case.objects.visible_to(request.user, request.company).unfinished()
    return rows


def _mine(request: PortalRequest) -> "QuerySet[Case]":
    rows = _unfinished(request).filter(assignee=request.user)
    # What is due first stands first.
    return rows.order_by(F("due_at").asc(nulls_last=True), "-updated_at")


def _unassigned(request: PortalRequest) -> "QuerySet[Case]":
    return _unfinished(request).filter(assignee=None).order_by("-updated_at")


def _waiting(request: PortalRequest) -> "QuerySet[Case]":
    rows = case_policy.visible_to(request.user, request.company)
    rows = rows.filter(status=Case.Status.WAITING_RESIDENT)
    return rows.filter(updated_at__lte=timezone.now() - _PATIENCE).order_by("updated_at")


PILES = (
    Pile(
        "mine",
        _("My cases"),
        _("Nothing is assigned to you."),
        _mine,
        lambda: queue_url(state=UNFINISHED, assignee=ME),
    ),
    Pile(
        "unassigned",
        _("Assigned to nobody"),
        _("Every case has somebody who handles it."),
        _unassigned,
        lambda: queue_url(state=UNFINISHED, assignee=NOBODY),
    ),
    Pile(
        "waiting",
        _("Waiting for a resident for more than a week"),
        _("Nobody has been waited for that long."),
        _waiting,
        lambda: queue_url(state=Case.Status.WAITING_RESIDENT, ordering="updated_at"),
    ),
)


class PilePanel(Component):
    """A pile with its first cases."""

    template_name = "cases/admin/home_panel.html"

    def __init__(self, request: PortalRequest, pile: Pile, order: int) -> None:
        self.request = request
        self.pile = pile
        self.order = order

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """One row more is read than is shown, to know whether there are more."""
        rows = self.pile.rows(self.request).select_related("property", "category", "opened_for")
        cases = list(rows[: _SHOWN + 1])
        return {
            "pile": self.pile,
            "url": self.pile.url(),
            "cases": cases[:_SHOWN],
            "has_more": len(cases) > _SHOWN,
        }


class PileNumber(SummaryItem):
    """How many, at the top of the page; from a hundred on nobody counts."""

    template_name = "cases/admin/home_number.html"

    def __init__(self, request: PortalRequest, pile: Pile, order: int) -> None:
        super().__init__(request)
        self.pile = pile
        self.order = order

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Counts at most a hundred rows."""
        count = self.pile.rows(self.request)[: _COUNTED + 1].count()
        return {
            "pile": self.pile,
            "url": self.pile.url(),
            "count": f"{_COUNTED}+" if count > _COUNTED else str(count),
        }


def replace_panels(request: PortalRequest, panels: list[Any]) -> None:
    """Wagtail's hook construct_homepage_panels."""
    if is_case_staff(request.user, request.company):
        panels[:] = [PilePanel(request, pile, order) for order, pile in enumerate(PILES)]


def replace_numbers(request: PortalRequest, items: list[Any]) -> None:
    """Wagtail's hook construct_homepage_summary_items."""
    if is_case_staff(request.user, request.company):
        items[:] = [PileNumber(request, pile, order) for order, pile in enumerate(PILES)]
