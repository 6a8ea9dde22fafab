"""`/vorgaenge/neu/` and `…/gesendet/`: pick a topic; at the end read what comes next."""

from itertools import groupby
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases import places
from cases.drafts import begun
from cases.expected import expected_of
from cases.incidents import known_at
from cases.models import Case, CaseCategory, Urgency
from cases.policies import case_policy, category_policy
from cases.progress import steps_of
from cases.status import resident_label
from portal.access.shortcuts import visible_or_404
from portal.accounts.http import PortalRequest
from portal.properties.models import Property


@require_safe
def topics(request: PortalRequest) -> HttpResponse:
    """The topics by group, emergencies first; `?liegenschaft=` keeps to one property."""
    houses = places.properties_of(request.user, request.company)
    if not houses:
        return render(request, "cases/new_refused.html", status=403)
    house = places.named(houses, request.GET.get("liegenschaft", ""))
    if house is None and "liegenschaft" in request.GET:
        raise Http404
    if house:
        offered = list(category_policy.offered_at(request.user, house))
    else:
        offered = list(category_policy.offered_to(request.user, request.company))
    emergencies = [topic for topic in offered if topic.urgency == Urgency.EMERGENCY]
    others = [topic for topic in offered if topic.urgency != Urgency.EMERGENCY]
    context = {
        "house": house,
        "query": _query(request, house),
        "emergencies": emergencies,
        "groups": _grouped(others),
        "begun": begun(request.user, request.company),
        "known": known_at(request.user, request.company, house),
    }
    return render(request, "cases/new.html", context)


@require_safe
def sent(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """The receipt: number, time, and what happens next."""
    rows = Case.objects.visible_to(request.user, request.company).with_names()
    case = visible_or_404(case_policy, request, uuid, rows=rows)
    context = {
        "case": case,
        "status_label": resident_label(case.status),
        "open_label": resident_label(Case.Status.OPEN),
        "progress_label": resident_label(Case.Status.IN_PROGRESS),
        "steps": steps_of(case, list(case.events.all())),
        "expected": expected_of(case),
        "files": list(case.attachments.filter(message=case.messages.first())),
        "call_first": places.call_first(case.category),
    }
    return render(request, "cases/sent.html", context)


def _grouped(offered: list[CaseCategory]) -> list[tuple[str, str, list[CaseCategory]]]:
    """Code, heading and topics of each group, in the model's order of groups."""
    order = list(CaseCategory.Group)
    ordered = sorted(offered, key=lambda topic: order.index(CaseCategory.Group(topic.group)))
    return [
        (group, str(CaseCategory.Group(group).label), list(members))
        for group, members in groupby(ordered, key=lambda topic: topic.group)
    ]


def _query(request: PortalRequest, house: Property | None) -> str:
    """What the next step has to know: the property, and words from a search as the subject."""
    known = {"liegenschaft": str(house.uuid)} if house else {}
    if subject := _subject(request):
        known["betreff"] = subject
    return f"?{urlencode(known)}" if known else ""


def _subject(request: PortalRequest) -> str:
    limit: int | None = Case._meta.get_field("subject").max_length
    return request.GET.get("betreff", "")[:limit]
