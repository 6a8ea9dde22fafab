"""Staff share a case with others, or no longer."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from cases import actions
from cases.admin.forms import ShareForm
from cases.admin.views import CaseActionView, CaseView
from cases.models import CaseParticipant
from portal.accounts.http import PortalRequest


class ShareView(CaseActionView):
    """Let in a circle or one person."""

    form_name = "share_form"

    def build_form(self) -> ShareForm:
        """Who was chosen."""
        participants = self.readers.living
        return ShareForm(self.request.POST, case=self.case, participants=participants)

    def act(self, form: ShareForm) -> str:
        """Share it."""
        user, case = self.request.user, self.case
        if form.person is not None:
            new = actions.share_with_person(user=user, case=case, person=form.person)
        else:
            new = actions.share_case(user=user, case=case, circle=form.cleaned_data["reader"])
        if not new:
            return _("They take part already.")
        names = ", ".join(str(participant.person) for participant in new)
        return _("Shared with %(names)s.") % {"names": names}


class EndSharingView(CaseView):
    """Take one participant out."""

    http_method_names = ["post", "options"]

    def post(self, request: PortalRequest, *args: Any, **kwargs: UUID) -> HttpResponse:
        """End it, and back to the page; a second time changes nothing."""
        rows = CaseParticipant.objects.filter(case=self.case).select_related("case", "person")
        participant = rows.filter(uuid=kwargs["participant"]).first()
        if participant is None:
            raise Http404
        actions.end_sharing(user=request.user, participant=participant)
        told = _("No longer shared with %(names)s.") % {"names": participant.person}
        messages.success(request, told)
        return redirect(reverse("casework:case", args=[self.case.uuid]))
