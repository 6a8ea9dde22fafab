"""Briefe: what goes by letter, to print, to file as sent, or to take out again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.access.admin.viewsets import GuardedModelViewSet, GuardedView
from portal.accounts.http import PortalRequest
from portal.core.typesetting import TypesettingError
from portal.core.uuids import parse_uuid
from portal.notifications import reading
from portal.notifications.models import Delivery, Reason
from portal.notifications.paper import Stack
from portal.notifications.paper_actions import (
    MOST_AT_ONCE,
    file_letters,
    print_letters,
    take_out_letters,
)
from portal.notifications.policies import delivery_policy


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter of the pile, and what it is about."""

    delivery: Delivery
    about: str


class PileView(GuardedView, WagtailAdminTemplateMixin, TemplateView):  # type: ignore[misc] # ours is the narrower request
    """The oldest letters first; a button does the same to all that are ticked."""

    company_policy = delivery_policy
    template_name = "notifications/admin/pile.html"
    page_title = gettext_lazy("Letters by post")
    header_icon = "clipboard-list"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """It stands by itself."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """As many as are printed at once, and how many wait beside them."""
        rows = self.own_rows().letters().order_by("pk")  # type: ignore[attr-defined] # a DeliveryQuerySet
        shown = list(rows.select_related("notification__recipient_person__user")[:MOST_AT_ONCE])
        lines = reading.lines(
            self.request.user, self.request.company, [row.notification for row in shown]
        )
        waiting = [
            Waiting(row, " · ".join(filter(None, (line.title, line.text))))
            for row, line in zip(shown, lines, strict=True)
        ]
        context: dict[str, Any] = super().get_context_data(
            waiting=waiting, count=rows.count(), **kwargs
        )
        return context

    def post(self, request: PortalRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it to those that are ticked, and say what came of it."""
        act = _ACTS.get(request.POST.get("do", ""))
        uuids = _uuids(request.POST.getlist("letter"))
        try:
            if act is None or not uuids:
                raise ValidationError(_("Please choose at least one letter."))
            answer = act(request, uuids)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        except TypesettingError:
            messages.error(request, _("The letters could not be made. Please try again later."))
        else:
            if answer is not None:
                return answer
        return redirect(reverse("letter:index"))


class LetterViewSet(GuardedModelViewSet):
    """A pile, and nothing of Wagtail's lists and forms."""

    model = Delivery
    policy = delivery_policy
    name = "letter"
    url_prefix = "briefe"
    icon = "clipboard-list"
    menu_label = gettext_lazy("Letters by post")
    menu_order = 65
    add_to_admin_menu = True
    inspect_view_enabled = False
    form_fields: ClassVar[list[str]] = []

    def get_urlpatterns(self) -> list[Any]:
        """One page."""
        return [path("", PileView.as_view(), name="index")]

    def register_admin_url_finder(self) -> None:
        """There is no form to find."""


def _print(request: PortalRequest, uuids: list[UUID]) -> HttpResponse:
    pages, stack = print_letters(user=request.user, company=request.company, uuids=uuids)
    _tell_left_out(request, stack)
    name = _("Letters") + ".pdf"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(
        pages,
        content_type="application/pdf",
        headers={"Content-Disposition": disposition or "attachment"},
    )


def _file(request: PortalRequest, uuids: list[UUID]) -> None:
    filed = file_letters(user=request.user, company=request.company, uuids=uuids)
    words = ngettext(
        "%(count)d letter is filed as sent.", "%(count)d letters are filed as sent.", filed
    )
    messages.success(request, words % {"count": filed})


def _take_out(request: PortalRequest, uuids: list[UUID]) -> None:
    taken = take_out_letters(user=request.user, company=request.company, uuids=uuids)
    words = ngettext(
        "%(count)d letter is taken out of the pile.",
        "%(count)d letters are taken out of the pile.",
        taken,
    )
    messages.success(request, words % {"count": taken})


_ACTS: dict[str, Callable[[PortalRequest, list[UUID]], HttpResponse | None]] = {
    "print": _print,
    "file": _file,
    "take-out": _take_out,
}


def _tell_left_out(request: PortalRequest, stack: Stack) -> None:
    """Read on the next page: this answer is the file."""
    for reason, rows in stack.left_out.items():
        words = _("Not printed, to %(names)s: %(reason)s")
        names = ", ".join(str(row.recipient) for row in rows)
        messages.warning(request, words % {"names": names, "reason": Reason(reason).label})


def _uuids(texts: list[str]) -> list[UUID]:
    """What is no UUID names no letter."""
    return [uuid for text in texts[:MOST_AT_ONCE] if (uuid := parse_uuid(text))]
