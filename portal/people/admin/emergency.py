"""The emergency notices of a property in the admin: see their codes, print them, renew them."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button, HeaderButton

from portal.access.admin.steps import GuardedStepView
from portal.access.admin.viewsets import GuardedInspectView
from portal.access.policies import Action
from portal.core.typesetting import TypesettingError
from portal.properties.actions import renew_emergency_code
from portal.properties.models import Building, EmergencyCode, Property
from portal.properties.notice import file_name, make_notice
from portal.properties.policies import code_policy
from portal.properties.queries import living_codes

logger = logging.getLogger(__name__)

BUILDING = "building"


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice of a property, or of one of its buildings, with what one can do about it."""

    house: Property
    building: Building | None
    code: EmergencyCode | None

    @property
    def pdf_url(self) -> str:
        """To print."""
        return self._url("notice-pdf")

    @property
    def renew_url(self) -> str:
        """Asks before it renews."""
        return self._url("notice-renew")

    def _url(self, step: str) -> str:
        path = reverse(f"property:{step}", args=[self.house.pk])
        return f"{path}?{urlencode({BUILDING: self.building.pk})}" if self.building else path


class NoticesView(GuardedInspectView):
    """Which codes open the emergency page of this property, and since when."""

    template_name = "people/admin/emergency_notices.html"

    @cached_property
    def header_buttons(self) -> list[Button]:
        """Back to the property."""
        url = reverse("property:inspect", args=[self.object.pk])
        return [HeaderButton(_("To the property"), url=url, icon_name="home")]

    def get_page_title(self) -> str:
        """What it is; the subtitle says where."""
        return _("Emergency notices")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The notices, and whether this login may renew them."""
        blank = EmergencyCode(company=self.object.company, property=self.object)
        may_renew = code_policy.may(self.request.user, Action.ADD, blank)
        context: dict[str, Any] = super().get_context_data(
            notices=notices_of(self.object), may_renew=may_renew, **kwargs
        )
        return context


class NoticePdfView(GuardedInspectView):
    """The sheet for the hallway, made anew each time from the numbers of today."""

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """The PDF; when it cannot be set an alarm is logged and staff are told."""
        code = _named(self.object, self.request.GET).code
        if code is None:
            raise Http404
        try:
            content = make_notice(code)
        except TypesettingError:
            logger.exception("The emergency notice of property %s cannot be set.", self.object.uuid)
            messages.error(self.request, _("The notice could not be made. Please try again later."))
            return redirect("property:notices", self.object.pk)
        disposition = content_disposition_header(as_attachment=True, filename=file_name(code))
        return HttpResponse(
            content,
            content_type="application/pdf",
            headers={"Content-Disposition": disposition or "attachment"},
        )


class RenewView(GuardedStepView):
    """Asks, since what hangs in the house stops working; then makes a new code."""

    # Whoever keeps the property keeps its codes; the action asks about the code itself.
    object_action = Action.CHANGE
    template_name = "people/admin/emergency_renew.html"
    page_title = gettext_lazy("Renew the code")
    question = gettext_lazy(
        "The old code stops working at once: printed notices then lead to a page that has only the "
        "numbers of the company. Please print the new notice and exchange it in the house."
    )
    done = gettext_lazy("The new code is valid. Please print the notice and hang it in the house.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Which notice it is about."""
        notice = _named(self.object, self.request.GET)
        context: dict[str, Any] = super().get_context_data(notice=notice, **kwargs)
        return context

    def take(self) -> None:
        """Call the action for the building that was chosen, or for the property."""
        notice = _named(self.object, self.request.GET)
        renew_emergency_code(user=self.request.user, property=self.object, building=notice.building)

    def _object_url(self) -> str:
        return reverse("property:notices", args=[self.object.pk])


def notices_of(house: Property) -> list[Notice]:
    """For the whole property first, then for each building."""
    codes = living_codes(house.company).filter(property=house)
    living = {code.building_id: code for code in codes}
    buildings = Building.objects.of(house.company).filter(property=house)
    return [
        Notice(house, None, living.get(None)),
        *(
            Notice(house, building, living.get(building.pk))
            for building in buildings.select_related("property")
        ),
    ]


def _named(house: Property, query: Any) -> Notice:
    """The one the address names; another property's building is not there."""
    wanted = query.get(BUILDING, "")
    for notice in notices_of(house):
        if wanted == (str(notice.building.pk) if notice.building else ""):
            return notice
    raise Http404
