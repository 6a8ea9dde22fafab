"""`/vorgaenge/neu/<topic>/…`: whom to call, then one question a page, at the end one looks it over.

What was answered lies in the draft; the address names the draft and the property. Looking at a page
writes nothing.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases import actions, places
from cases.drafts import Target, newest, of_page
from cases.incidents import known_at, similar_at
from cases.models import Case, CaseCategory, Draft, Urgency
from cases.policies import case_policy, category_policy
from cases.questions import answers_from, is_emergency, questions_of
from cases.report_check import readers_by_rule, summary_of
from cases.report_form import EmergencyForm, ReportForm
from cases.report_steps import Step, Way
from cases.views.drafts import keep_draft, save
from portal.accounts.http import PortalRequest
from portal.core import answers as suggestions
from portal.core.uuids import parse_uuid
from portal.properties.models import Property

UNPROCESSABLE = 422
# What the address may bring along into the first page: words from a search, a closed case.
_SUBJECT, _FOLLOWS = "betreff", "folgt"
# Set once the emergency questions were answered, or are not to be asked again.
_ASKED = "notfall"


@dataclass
class Report:
    """A request about a report: its topic, property and draft, and the addresses of its pages."""

    request: PortalRequest
    category: CaseCategory
    houses: list[Property]
    house: Property

    @cached_property
    def way(self) -> Way:
        """The pages of this topic, for this resident."""
        units = places.units_of(self.request.user, self.request.company, self.house)
        return Way(self.category, units, questions_of(self.category))

    @property
    def target(self) -> Target:
        """What its draft is about."""
        return Target(category=self.category, property=self.house)

    @cached_property
    def draft(self) -> Draft | None:
        """The draft the address names, else the newest on this topic."""
        key = parse_uuid(self.request.GET.get("entwurf", ""))
        if key is not None:
            return of_page(self.request.user, self.target, key)
        return newest(self.request.user, self.target)

    def url(self, step: Step, key: UUID | None = None, more: dict[str, str] | None = None) -> str:
        """The address of a page."""
        path = reverse("cases:new-step", args=[self.category.key, step.value])
        return path + self.query(key, more)

    def query(self, key: UUID | None = None, more: dict[str, str] | None = None) -> str:
        """The property, the draft, and what else the next page has to know."""
        known = {"liegenschaft": str(self.house.uuid)}
        if key is not None:
            known["entwurf"] = str(key)
        return f"?{urlencode(known | (more or {}))}"

    @property
    def brought_along(self) -> dict[str, str]:
        """What the address brings along from elsewhere: a subject, a case to follow."""
        names = (_SUBJECT, _FOLLOWS)
        return {name: self.request.GET[name] for name in names if name in self.request.GET}

    @property
    def brought(self) -> dict[str, str]:
        """The same with the answers to the emergency questions, for the next address."""
        return self.brought_along | self._answered

    @property
    def _answered(self) -> dict[str, str]:
        found = answers_from(self.request.GET.dict())
        return {f"answer-{uuid}": answer for uuid, answer in found.items()}

    @property
    def initial(self) -> dict[str, str]:
        """What the address brings along, as the fields name it."""
        limit: int | None = Case._meta.get_field("subject").max_length
        brought = self.brought
        subject = brought.pop(_SUBJECT, "")[:limit]
        return {"subject": subject, "follows": brought.pop(_FOLLOWS, ""), **brought}

    def form(self, step: Step | None, *sent: Any) -> ReportForm:
        """The form of a page, or of all pages."""
        draft = None if sent else self.draft
        form = ReportForm(*sent, way=self.way, step=step, draft=draft, initial=self.initial)
        # Asked anew, the emergency questions were answered later than the draft.
        form.initial.update(self._answered)
        return form

    def drafted(self, step: Step | None = None) -> ReportForm:
        """What lies in the draft, of one page or of all, as if it were sent this moment."""
        draft = self.draft
        values = dict(draft.values, submission_key=draft.submission_key) if draft else {}
        form = ReportForm(values, way=self.way, step=step)
        form.draft = draft
        return form


@require_safe
def entry(request: PortalRequest, key: str) -> HttpResponse:
    """The property, if there are several; numbers and emergency questions, if it is urgent."""
    category = _category(request, key)
    houses = category_policy.properties_for(request.user, category)
    house = _chosen(request, houses)
    if house is None:
        return _place_page(request, category, houses)
    report = Report(request, category, houses, house)
    if not places.call_first(category) or _ASKED in request.GET:
        return _after_questions(report)
    form = EmergencyForm(questions=report.way.emergencies)
    return _calls_page(report, form)


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: PortalRequest, key: str, step: str) -> HttpResponse:
    """One page: answered, it leads to the next; the last one sends."""
    report = _report(request, key)
    if step not in report.way.steps:
        raise Http404
    here = Step(step)
    if here == Step.CHECK:
        return _send(report) if request.method == "POST" else _check_page(report)
    if request.method != "POST":
        return _step_page(report, here, report.form(here))
    form = report.form(here, request.POST, request.FILES)
    is_valid = form.is_valid()
    keep_draft(request.user, report.target, form)
    if not is_valid or form.errors:
        return _step_page(report, here, form)
    key_of_page = form.cleaned_data["submission_key"]
    back = "zurueck" in request.GET
    return redirect(report.url(Step.CHECK if back else report.way.after(here), key_of_page))


@require_POST
def draft(request: PortalRequest, key: str) -> HttpResponse:
    """Save a page as it is, with files and gaps; or throw all of it away."""
    report = _report(request, key)
    here = request.GET.get("schritt", "")
    if here not in report.way.steps:
        raise Http404
    form = report.form(Step(here), request.POST, request.FILES)
    back = reverse("cases:new") if "discard" in request.POST else report.url(Step(here))
    return save(request, report.target, form, back=back)


@require_safe
def hints(request: PortalRequest, key: str) -> HttpResponse:
    """For a script, while somebody types: answers that may help, incidents that are known."""
    report = _report(request, key)
    return render(
        request, "cases/report/hints.html", _hints(report, request.GET.get("subject", ""))
    )


def _report(request: PortalRequest, key: str) -> Report:
    category = _category(request, key)
    houses = category_policy.properties_for(request.user, category)
    house = _chosen(request, houses)
    if house is None:
        raise Http404
    return Report(request, category, houses, house)


def _category(request: PortalRequest, key: str) -> CaseCategory:
    offered = category_policy.visible_to(request.user, request.company)
    category: CaseCategory | None = offered.filter(key=key).select_related("company").first()
    if category is None:
        raise Http404
    return category


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


# The pages


def _place_page(
    request: PortalRequest, category: CaseCategory, houses: list[Property]
) -> HttpResponse:
    brought = {name: value for name, value in request.GET.items() if name != "liegenschaft"}
    choices = [
        (house, f"?{urlencode({'liegenschaft': str(house.uuid)} | brought)}") for house in houses
    ]
    context = _about(request, category, None) | {"choices": choices}
    return render(request, "cases/new_place.html", context)


def _after_questions(report: Report) -> HttpResponse:
    """On to the report, or to the phone: one yes is enough."""
    emergencies = report.way.emergencies
    if report.request.GET.get(_ASKED) == "gefragt" and emergencies:
        form = EmergencyForm(report.request.GET, questions=emergencies)
        if not form.is_valid():
            return _calls_page(report, form)
        if is_emergency(emergencies, answers_from(form.cleaned_data)):
            return _calls_page(report, None)
    return redirect(report.url(report.way.steps[0], more=report.brought))


def _calls_page(report: Report, form: EmergencyForm | None) -> HttpResponse:
    """Whom to call and what to do first; `form` None: it is an emergency, and was said to be."""
    category, request = report.category, report.request
    asks = form is not None and bool(form.fields)
    context = _about(request, category, report.house) | {
        "houses": report.houses,
        "form": form if asks else None,
        "brought": {"liegenschaft": str(report.house.uuid)} | report.brought_along,
        "is_emergency": form is None or category.urgency == Urgency.EMERGENCY,
        "go_on_url": report.url(report.way.steps[0], more=report.brought),
    }
    status = UNPROCESSABLE if form is not None and form.errors else 200
    return render(request, "cases/report/calls.html", context, status=status)


def _step_page(report: Report, here: Step, form: ReportForm) -> HttpResponse:
    request, way = report.request, report.way
    before = way.before(here)
    key = form.draft.submission_key if form.draft else None
    context = _about(request, report.category, report.house) | {
        "form": form,
        "step": here.value,
        # The topic was the first.
        "number": way.steps.index(here) + 2,
        "of": len(way.steps) + 1,
        "back_url": report.url(before, key) if before else reverse("cases:new"),
        "draft_url": _draft_url(report, here, key),
        "photos": way.photos,
        "call_first": places.call_first(report.category),
    }
    if here == Step.WHAT:
        context |= _hints(report, str(form["subject"].value() or ""))
        hints_path = reverse("cases:new-hints", args=[report.category.key])
        context["hints_url"] = hints_path + report.query()
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "cases/report/step.html", context, status=status)


def _check_page(report: Report, form: ReportForm | None = None) -> HttpResponse:
    """All answers with a way to change each; where one is missing, on to its page."""
    is_new = form is None
    form = form or report.drafted()
    if form.draft is None:
        return redirect(report.url(report.way.steps[0]))
    key = form.draft.submission_key
    if is_new and not form.is_valid():
        gap = report.way.first_of(form.errors)
        if gap != Step.CHECK:
            return redirect(report.url(gap, key))
    before = report.way.before(Step.CHECK) or Step.WHAT

    def change(step: Step) -> str:
        return report.url(step, key, {"zurueck": "1"})

    context = _about(report.request, report.category, report.house) | {
        "form": form,
        "rows": summary_of(form, report.house, change),
        "number": len(report.way.steps) + 1,
        "of": len(report.way.steps) + 1,
        "back_url": report.url(before, key),
        "draft_url": _draft_url(report, Step.CHECK, key),
        "readers": readers_by_rule(report.category),
        **_hints(report, form.data.get("subject", "")),
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(report.request, "cases/report/check.html", context, status=status)


def _send(report: Report) -> HttpResponse:
    """Open the case; the same page sent again leads to the same case."""
    request = report.request
    # The draft before the case: if another tab sends it in between, the case is already there.
    form = report.drafted()
    key = parse_uuid(request.POST.get("submission_key", ""))
    sent = Case.objects.of(request.company).filter(opened_by=request.user, submission_key=key)
    if key is not None and (found := sent.first()):
        return redirect("cases:sent", uuid=found.uuid)
    if not form.is_valid():
        return _check_page(report)
    values = form.cleaned_data
    try:
        case = actions.open_case(
            company=request.company,
            user=request.user,
            category=report.category,
            property=report.house,
            unit=form.chosen_unit(),
            place=values.get("place", ""),
            subject=values["subject"],
            body=values["body"],
            submission_key=values["submission_key"],
            follows=_followed(request, values["follows"]),
            answers=form.answers,
        )
    except ValidationError as error:
        return _refused(report, form, error)
    return redirect("cases:sent", uuid=case.uuid)


def _refused(report: Report, form: ReportForm, error: ValidationError) -> HttpResponse:
    """Back to the page where it can be mended, for example a file in which malware was found."""
    form.refuse(error)
    here = report.way.first_of(form.errors)
    if here == Step.CHECK:
        return _check_page(report, form)
    page = report.drafted(here)
    page.is_valid()
    page.refuse(error)
    return _step_page(report, here, page)


def _about(
    request: PortalRequest, category: CaseCategory, house: Property | None
) -> dict[str, Any]:
    urgent = places.call_first(category)
    return {
        "category": category,
        "house": house,
        "known": known_at(request.user, request.company, house, category),
        "call_first": urgent,
        "is_emergency": category.urgency == Urgency.EMERGENCY,
        "calls": places.calls_about(category, request.company, house) if urgent else [],
    }


def _hints(report: Report, text: str) -> dict[str, Any]:
    """What speaks of what was typed: incidents on other topics, and up to three answers."""
    request = report.request
    return {
        "similar": similar_at(request.user, report.house, report.category, text),
        "suggested": suggestions.suggest(request.company, text) if text.strip() else [],
    }


def _draft_url(report: Report, here: Step, key: UUID | None) -> str:
    path = reverse("cases:new-draft", args=[report.category.key])
    return path + report.query(key, {"schritt": here.value})


def _followed(request: PortalRequest, uuid: UUID | None) -> Case | None:
    """The case it goes on with, if there is one the resident may see."""
    if uuid is None:
        return None
    seen = case_policy.visible_to(request.user, request.company)
    found: Case | None = seen.filter(uuid=uuid).first()
    return found
