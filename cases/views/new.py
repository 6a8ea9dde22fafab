"""`/vorgaenge/neu/…`: pick a topic, say what happened, and read what comes next."""

from itertools import groupby
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases import actions, places
from cases.drafts import Target, begun, newest
from cases.expected import expected_of
from cases.forms import ReportForm
from cases.incidents import known_at
from cases.models import Case, CaseCategory, Urgency
from cases.policies import case_policy, category_policy
from cases.progress import steps_of
from cases.status import resident_label
from cases.views.drafts import keep_draft, save
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


@require_http_methods(["GET", "HEAD", "POST"])
def details(request: PortalRequest, key: str) -> HttpResponse:
    """Numbers and first steps where it is urgent, then the form."""
    category = _category(request, key)
    houses = category_policy.properties_for(request.user, category)
    house = _chosen(request, houses)
    if house is None:
        return _place_page(request, category, houses)
    units = places.units_of(request.user, request.company, house)
    target = Target(category=category, property=house)
    if request.method != "POST":
        draft = newest(request.user, target)
        initial = {"subject": _subject(request), "follows": request.GET.get("folgt")}
        form = ReportForm(category=category, units=units, draft=draft, initial=initial)
        return _form_page(request, category, house, houses, form)
    form = ReportForm(request.POST, request.FILES, category=category, units=units)
    case = _sent(request, category, house, form)
    if case is None:
        keep_draft(request.user, target, form)
        return _form_page(request, category, house, houses, form)
    return redirect("cases:sent", uuid=case.uuid)


@require_POST
def draft(request: PortalRequest, key: str) -> HttpResponse:
    """Save the form as it is, with files and gaps; or throw it away."""
    category = _category(request, key)
    house = _chosen(request, category_policy.properties_for(request.user, category))
    if house is None:
        raise Http404
    units = places.units_of(request.user, request.company, house)
    form = ReportForm(request.POST, request.FILES, category=category, units=units)
    back = reverse("cases:new-details", args=[key]) + _query(request, house)
    return save(request, Target(category=category, property=house), form, back=back)


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


def _category(request: PortalRequest, key: str) -> CaseCategory:
    offered = category_policy.visible_to(request.user, request.company)
    category: CaseCategory | None = offered.filter(key=key).select_related("company").first()
    if category is None:
        raise Http404
    return category


def _grouped(offered: list[CaseCategory]) -> list[tuple[str, str, list[CaseCategory]]]:
    """Code, heading and topics of each group, in the model's order of groups."""
    order = list(CaseCategory.Group)
    ordered = sorted(offered, key=lambda topic: order.index(CaseCategory.Group(topic.group)))
    return [
        (group, str(CaseCategory.Group(group).label), list(members))
        for group, members in groupby(ordered, key=lambda topic: topic.group)
    ]


def _chosen(request: PortalRequest, houses: list[Property]) -> Property | None:
    """The property of the address, or the only one; None asks which one it is."""
    if not houses:
        raise PermissionDenied
    if "liegenschaft" not in request.GET:
        return houses[0] if len(houses) == 1 else None
    house = places.named(houses, request.GET["liegenschaft"])
    if house is None:
        raise Http404
    return house


def _query(request: PortalRequest, house: Property | None) -> str:
    """What the next step has to know: the property, and words from a search as the subject."""
    known = {"liegenschaft": str(house.uuid)} if house else {}
    if subject := _subject(request):
        known["betreff"] = subject
    return f"?{urlencode(known)}" if known else ""


def _subject(request: PortalRequest) -> str:
    limit: int | None = Case._meta.get_field("subject").max_length
    return request.GET.get("betreff", "")[:limit]


def _place_page(
    request: PortalRequest, category: CaseCategory, houses: list[Property]
) -> HttpResponse:
    choices = [(house, _query(request, house)) for house in houses]
    context = _context(request, category, None, houses) | {"choices": choices}
    return render(request, "cases/new_place.html", context)


def _sent(
    request: PortalRequest, category: CaseCategory, house: Property, form: ReportForm
) -> Case | None:
    """The case the form opens; None when it has to be shown again."""
    if not form.is_valid():
        return None
    values = form.cleaned_data
    try:
        return actions.open_case(
            company=request.company,
            user=request.user,
            category=category,
            property=house,
            unit=form.chosen_unit(),
            place=values.get("place", ""),
            subject=values["subject"],
            body=values["body"],
            submission_key=values["submission_key"],
            files=values["files"],
            follows=_followed(request, values["follows"]),
        )
    except ValidationError as error:
        form.refuse(error)
        return None


def _followed(request: PortalRequest, uuid: UUID | None) -> Case | None:
    """The case it goes on with, if there is one the resident may see."""
    if uuid is None:
        return None
    found: Case | None = (
        case_policy.visible_to(request.user, request.company).filter(uuid=uuid).first()
    )
    return found


def _form_page(
    request: PortalRequest,
    category: CaseCategory,
    house: Property,
    houses: list[Property],
    form: ReportForm,
) -> HttpResponse:
    context = _context(request, category, house, houses) | {
        "form": form,
        "draft_url": reverse("cases:new-draft", args=[category.key]) + _query(request, house),
    }
    return render(request, "cases/new_details.html", context, status=422 if form.errors else 200)


def _context(
    request: PortalRequest,
    category: CaseCategory,
    house: Property | None,
    houses: list[Property],
) -> dict[str, object]:
    urgent = places.call_first(category)
    return {
        "category": category,
        "house": house,
        "houses": houses,
        "known": known_at(request.user, request.company, house, category),
        "call_first": urgent,
        "is_emergency": category.urgency == Urgency.EMERGENCY,
        "calls": places.calls_about(category, request.company, house) if urgent else [],
    }
