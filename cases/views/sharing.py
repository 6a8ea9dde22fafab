"""`/vorgaenge/<uuid>/teilen/`: who reads a case, who more may, and who no longer."""

from uuid import UUID

from django.contrib import messages as notes
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases import actions
from cases.circles import offers_for
from cases.models import Case, CaseParticipant
from cases.policies import SHARE, case_policy, participant_policy
from cases.readers import readers_of
from portal.access.policies import NotAllowedError
from portal.access.shortcuts import visible_or_404
from portal.accounts.http import PortalRequest


@require_http_methods(["GET", "HEAD", "POST"])
def sharing(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """The participants and the circles one may share with; sending shares with one of them."""
    case = _case(request, uuid)
    if request.method != "POST":
        return _page(request, case)
    try:
        new = actions.share_case(
            user=request.user, case=case, circle=request.POST.get("circle", "")
        )
    except ValidationError as error:
        return _page(request, _case(request, uuid), " ".join(error.messages))
    except NotAllowedError as error:
        raise PermissionDenied from error
    if new:
        names = ", ".join(str(participant.person) for participant in new)
        notes.success(request, _("Shared with %(names)s.") % {"names": names})
    return redirect("cases:sharing", uuid=case.uuid)


@require_POST
def end_sharing(request: PortalRequest, uuid: UUID, participant: UUID) -> HttpResponse:
    """Take one participant out, or leave; pressing twice changes nothing more."""
    case = _case(request, uuid)
    rows = CaseParticipant.objects.filter(case=case).select_related(
        "case__company", "case__opened_for", "person"
    )
    found: CaseParticipant = visible_or_404(participant_policy, request, participant, rows=rows)
    leaves = found.person.user_id == request.user.pk
    try:
        actions.end_sharing(user=request.user, participant=found)
    except NotAllowedError as error:
        raise PermissionDenied from error
    if leaves:
        notes.success(request, _("You do not take part in this case any more."))
        return redirect("cases:list")
    notes.success(request, _("No longer shared with %(names)s.") % {"names": found.person})
    return redirect("cases:sharing", uuid=case.uuid)


def _case(request: PortalRequest, uuid: UUID) -> Case:
    rows = Case.objects.visible_to(request.user, request.company).with_names()
    found: Case = visible_or_404(case_policy, request, uuid, rows=rows)
    return found


def _page(request: PortalRequest, case: Case, refused: str = "") -> HttpResponse:
    readers = readers_of(case)
    may_share = case_policy.may(request.user, SHARE, case)
    own = case_policy.is_own(request.user, case)
    context = {
        "case": case,
        "case_url": reverse("cases:detail", args=[case.uuid]),
        "participants": readers.living,
        "is_own": own,
        "may_end": own,
        "offers": offers_for(case, readers.living) if may_share else [],
        "may_share": may_share,
        "refused": refused,
    }
    return render(request, "cases/sharing.html", context, status=422 if refused else 200)
