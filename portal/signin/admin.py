"""Inviting a person from their page in the admin."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button, HeaderButton

from portal.access.admin.doors import CASE_STAFF, open_doors
from portal.access.admin.viewsets import GuardedObjectView
from portal.accounts.http import PortalRequest
from portal.people.models import Person
from portal.people.policies import person_policy
from portal.signin.actions import invite
from portal.signin.models import Invitation
from portal.signin.policies import invitation_policy

URL_NAME = "signin_admin_invite"


class InviteView(GuardedObjectView, WagtailAdminTemplateMixin, TemplateView):  # type: ignore[misc] # ours know the request as PortalRequest
    """Says to which address the letter goes and what came of earlier ones; sends it on a click."""

    company_policy = person_policy
    template_name = "signin/admin/invite.html"
    page_title = gettext_lazy("Invite")
    header_icon = "mail"

    def get_page_subtitle(self) -> str:
        """Whom."""
        return str(self.get_object())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Back to the person."""
        person = self.get_object()
        return [
            *self.breadcrumbs_items,
            {"url": reverse("person:index"), "label": _("People")},
            {"url": reverse("person:inspect", args=[person.pk]), "label": str(person)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The person and the newest letter."""
        person = self.get_object()
        sent = invitation_policy.visible_to(self.request.user, self.request.company)
        context: dict[str, Any] = super().get_context_data(
            person=person,
            newest=sent.filter(person=person).order_by("-created_at").first(),
            states=Invitation.State,
            **kwargs,
        )
        return context

    def post(self, request: PortalRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send the letter."""
        person: Person = self.get_object()
        try:
            invite(user=request.user, person=person)
        except ValidationError as error:
            return self.render_to_response(
                self.get_context_data(problems=error.messages), status=422
            )
        messages.success(
            request, _("The invitation to %(email)s is on its way.") % {"email": person.email}
        )
        return redirect("person:inspect", person.pk)


def invite_urls() -> list[Any]:
    """Wagtail's hook register_admin_urls; opens the door as well."""
    open_doors([URL_NAME], CASE_STAFF)
    return [path("personen/<int:pk>/einladen/", InviteView.as_view(), name=URL_NAME)]


def invite_button(person: Person, request: PortalRequest) -> list[Button]:
    """The button on a person's page, while there is something to invite them to."""
    if person.user_id is not None:
        return []
    url = reverse(URL_NAME, args=[person.pk])
    return [HeaderButton(_("Invite"), url=url, icon_name="mail")]
