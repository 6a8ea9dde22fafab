"""Raise an incident, see whom it affects, tell news, end it; add a case to one."""

from datetime import datetime
from typing import Any, ClassVar

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from cases import actions
from cases.admin.incidents.forms import EndForm, LinkForm, NewsForm
from cases.admin.views import UNPROCESSABLE, CaseActionView
from cases.models import Case, CaseCategory, Incident
from cases.policies import case_policy
from portal.access.admin.forms import CompanyFilterSet
from portal.access.admin.viewsets import (
    GuardedCreateView,
    GuardedInspectView,
    ReadFirstIndexView,
)
from portal.access.policies import NotAllowedError
from portal.properties.models import Property

_SHOWN = 200


class IncidentFilterSet(CompanyFilterSet):
    """By status, by topic, by property."""

    status = django_filters.ChoiceFilter(
        label=gettext_lazy("Status"),
        choices=Incident.Status.choices,
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
    )
    category = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Category"),
        queryset=CaseCategory.objects.all(),
        empty_label=gettext_lazy("All"),
    )
    property = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Property"),
        queryset=Property.objects.all(),
        empty_label=gettext_lazy("All"),
        method="filter_property",
    )

    class Meta:
        model = Incident
        fields = ("status", "category", "property")

    def filter_property(
        self, rows: "QuerySet[Any]", name: str, value: Property
    ) -> "QuerySet[Incident]":
        """All of it, or some of its buildings."""
        found: QuerySet[Incident] = rows.at(value)  # type: ignore[attr-defined] # an IncidentQuerySet
        return found


class IncidentIndexView(ReadFirstIndexView):
    """The list, with how many have joined and how many cases belong to each, in its own query."""

    table_classname = "listing short"

    def get_base_queryset(self) -> "QuerySet[Any]":
        """The policy's rows with counts and places."""
        rows: Any = super().get_base_queryset()
        company = self.request.company
        counted: QuerySet[Any] = rows.with_counts().with_places(self.request.user, company)
        return counted


class RaiseView(GuardedCreateView):
    """A new incident, perhaps out of a case: `?case=` fills in what that says already."""

    def get_initial(self) -> dict[str, Any]:
        """Of the case the topic, the property and the subject; its words are the resident's."""
        initial: dict[str, Any] = super().get_initial()
        uuid = self.request.GET.get("case")
        if uuid is None:
            return initial
        case = self._case(uuid)
        known = {"case": case.uuid, "title": case.subject, "category": case.category}
        return {**initial, **known, "properties": [case.property]}

    def form_valid(self, form: Any) -> HttpResponse:
        """What the action refuses is said above the form."""
        try:
            response: HttpResponse = super().form_valid(form)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
            self.produced_error_message = self.get_error_message()
            response = self.form_invalid(form)
        return response

    def save_instance(self) -> Incident:
        """Raise it, as from every other door."""
        fields = dict(self.form.cleaned_data)
        uuid = fields.pop("case")
        return actions.raise_incident(
            user=self.request.user,
            company=self.request.company,
            from_case=self._case(uuid) if uuid else None,
            **fields,
        )

    def get_success_buttons(self) -> list[Any]:
        """None: the next page has them."""
        return []

    def get_success_url(self) -> str:
        """Its page."""
        return page_of(self.object)

    def _case(self, uuid: Any) -> Case:
        rows = case_policy.visible_to(self.request.user, self.request.company)
        try:
            found: Case | None = rows.filter(uuid=uuid).select_related("category").first()
        except ValidationError:  # no UUID at all
            found = None
        if found is None:
            raise Http404
        return found


class IncidentView(GuardedInspectView):
    """An incident: where it stands, whom it affects, which cases belong to it, what was told."""

    template_name = "cases/admin/incidents/incident.html"
    header_more_buttons: ClassVar[list[Button]] = []

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        """Local times; a dash for what does not apply."""
        value = super().get_field_display_value(field_name, field)
        moment = getattr(self.object, field_name)
        if isinstance(moment, datetime):
            return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
        return "–" if value in (None, "-") else value

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the people, the cases, the news and the two forms."""
        incident = self.object
        joins = incident.joins.select_related("person", "unit__building")
        cases = incident.cases.select_related("opened_for").order_by("-updated_at")
        context: dict[str, Any] = {
            "joins": joins[:_SHOWN],
            "joined": incident.joins.count(),
            "cases": cases[:_SHOWN],
            "updates": incident.updates.select_related("author")[:_SHOWN],
            "scopes": incident.scopes.select_related("property", "building"),
            "news_form": NewsForm(incident=incident),
            "end_form": EndForm(incident=incident),
            **kwargs,
        }
        shown: dict[str, Any] = super().get_context_data(**context)
        return shown


class IncidentActionView(IncidentView):
    """A form of the page was sent: done and back to it, or the page with what was typed."""

    http_method_names: ClassVar[list[str]] = ["post", "options"]
    form_name: ClassVar[str]
    form_class: ClassVar[type[NewsForm] | type[EndForm]]
    done: ClassVar[Any]

    @cached_property
    def form(self) -> Any:
        """What was sent."""
        return type(self).form_class(self.request.POST, incident=self.object)

    def act(self) -> None:
        """Call the action."""
        raise NotImplementedError

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Act, and turn every refusal into words beside the form."""
        if not self.form.is_valid():
            return self._again()
        try:
            self.act()
        except NotAllowedError:
            messages.error(self.request, _("This incident is over. Nothing was changed."))
        except ValidationError as problem:
            self.form.add_error(None, problem.messages)
            return self._again()
        else:
            messages.success(self.request, self.done)
        return redirect(page_of(self.object))

    def _again(self) -> HttpResponse:
        context = self.get_context_data(**{self.form_name: self.form})
        response: HttpResponse = self.render_to_response(context, status=UNPROCESSABLE)
        return response


class NewsView(IncidentActionView):
    """Tell news."""

    form_name = "news_form"
    form_class = NewsForm
    done = gettext_lazy("All who have joined are told.")

    def act(self) -> None:
        """One update."""
        actions.tell_update(user=self.request.user, incident=self.object, **self.form.cleaned_data)


class EndView(IncidentActionView):
    """It is over."""

    form_name = "end_form"
    form_class = EndForm
    done = gettext_lazy("The incident is over, and all who have joined are told.")

    def act(self) -> None:
        """The end."""
        actions.end_incident(user=self.request.user, incident=self.object, **self.form.cleaned_data)


class LinkView(CaseActionView):
    """On the page of a case: it belongs to an incident, or to none."""

    form_name = "link_form"

    def build_form(self) -> LinkForm:
        """Which one was chosen."""
        return LinkForm(self.request.POST, case=self.case)

    def act(self, form: LinkForm) -> str:
        """Link it."""
        case = actions.link_case(user=self.request.user, case=self.case, incident=form.chosen)
        if case.incident is None:
            return _("The case belongs to no incident.")
        return _("The case belongs to the incident “%(title)s”.") % {"title": case.incident.title}


def page_of(incident: Incident) -> str:
    """Its page in the admin."""
    return reverse("incident:inspect", args=[incident.pk])
