"""The queue: which cases wait, for whom, since when."""

from collections.abc import Mapping
from typing import Any

import django_filters
from django import forms
from django.db.models import F, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import HeaderButton

from cases.admin.paging import UncountedPaginator
from cases.expected import expected_by_staff
from cases.models import Case, CaseCategory, Urgency
from cases.querysets import CaseQuerySet
from portal.access.admin.forms import CompanyFilterSet
from portal.access.admin.viewsets import GuardedIndexView
from portal.accounts.http import PortalRequest
from portal.accounts.roles import case_staff_of
from portal.properties.models import Property

UNFINISHED = "unfinished"
ME = "me"
NOBODY = "none"
OVERDUE = "overdue"


class QueueFilterSet(CompanyFilterSet):
    """What a clerk narrows the queue by; unknown parameters change nothing."""

    state = django_filters.ChoiceFilter(
        label=_("Status"),
        method="filter_state",
        choices=[(UNFINISHED, _("Not finished")), *Case.Status.choices],
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    assignee = django_filters.ChoiceFilter(
        label=_("Assigned to"),
        method="filter_assignee",
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    due = django_filters.ChoiceFilter(
        label=pgettext_lazy("case", "Due"),
        method="filter_due",
        choices=[(OVERDUE, _("Overdue"))],
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    urgency = django_filters.ChoiceFilter(
        label=_("Urgency"),
        choices=Urgency.choices,
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    category = django_filters.ModelChoiceFilter(
        label=_("Category"), queryset=CaseCategory.objects.all(), empty_label=_("All")
    )
    property = django_filters.ModelChoiceFilter(
        label=_("Property"), queryset=Property.objects.all(), empty_label=_("All")
    )

    class Meta:
        model = Case
        fields = ("state", "assignee", "due", "urgency", "category", "property")

    def get_form_class(self) -> Any:
        """The colleagues are known only now."""
        people = [(str(user.uuid), str(user)) for user in case_staff_of(self.request.company)]
        self.filters["assignee"].extra["choices"] = [(ME, _("Me")), (NOBODY, _("Nobody")), *people]
        return super().get_form_class()

    def filter_state(self, rows: "QuerySet[Case]", name: str, value: str) -> "QuerySet[Case]":
        """One status, or all that somebody still has to do something about."""
        if value == UNFINISHED:
            return rows.filter(status__in=Case.UNFINISHED)
        return rows.filter(status=value)

    def filter_assignee(self, rows: "QuerySet[Case]", name: str, value: str) -> "QuerySet[Case]":
        """Mine, nobody's, a colleague's."""
        if value == NOBODY:
            return rows.filter(assignee=None)
        if value == ME:
            return rows.filter(assignee=self.request.user)
        return rows.filter(assignee__uuid=value)

    def filter_due(self, rows: CaseQuerySet, name: str, value: str) -> CaseQuerySet:
        """Where the company has not kept its date."""
        return rows.overdue()


class CellColumn(Column):
    """A column whose cell is a template of ours; it finds the case as `instance`."""

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(name, classname=f"queue-{name}", **kwargs)
        self.cell_template_name = f"cases/admin/cells/{name}.html"


class DatedColumn(CellColumn):
    """A cell that tells by when the resident hears from us; overdue is said in words."""

    def get_cell_context_data(
        self, instance: Case, parent_context: Mapping[str, Any]
    ) -> dict[str, Any]:
        """The date in words."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "expected": expected_by_staff(instance)}


class QueueView(GuardedIndexView):
    """The list of cases; it opens with what is not finished, and says so in a pill."""

    request: PortalRequest
    page_title = _("Cases")
    header_icon = "mail"
    template_name = "cases/admin/queue.html"
    results_template_name = "cases/admin/queue_results.html"
    filterset_class = QueueFilterSet
    paginator_class = UncountedPaginator
    search_fields = ("number", "subject", "opened_for__first_name", "opened_for__last_name")
    default_ordering = "-updated_at"
    table_classname = "listing queue"
    is_searchable = True

    def get(self, request: PortalRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Without any wish show the unfinished; a complete case number leads to the case."""
        if not self.results_only:
            if not request.GET:
                return redirect(f"{self.index_url}?state={UNFINISHED}")
            number = request.GET.get(self.search_kwarg, "").replace("\x00", "").strip().upper()
            found = self.own_rows().filter(number=number).first() if number else None
            if found is not None:
                return redirect("casework:case", found.uuid)
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """For whoever is on the phone."""
        url = reverse("casework:find-person")
        return [HeaderButton(_("Write a case down"), url=url, icon_name="edit")]

    @cached_property
    def columns(self) -> list[Column]:
        """Number and subject first: they are what one is called about."""
        return [
            CellColumn("number", label=_("Case number"), sort_key="number"),
            DatedColumn("subject", label=_("Subject")),
            CellColumn("place", label=_("Property")),
            CellColumn("category", label=_("Category")),
            CellColumn("status", label=_("Status")),
            DatedColumn("due", label=pgettext_lazy("case", "Due"), sort_key="due_at"),
            CellColumn("urgency", label=_("Urgency")),
            CellColumn("assignee", label=_("Assigned to")),
            CellColumn("changed", label=_("Last change"), sort_key="updated_at"),
        ]

    def search_queryset(self, queryset: "QuerySet[Case]") -> "QuerySet[Case]":
        """Every word somewhere: "Berger Heizung" finds Anna Berger's heating."""
        for word in self.search_query.split():
            anywhere = Q()
            for field in self.search_fields:
                anywhere |= Q(**{f"{field}__icontains": word})
            queryset = queryset.filter(anywhere)
        return queryset

    def order_queryset(self, queryset: "QuerySet[Case]") -> "QuerySet[Case]":
        """The primary key last: two changes of one moment keep their order between pages."""
        descending = self.ordering.startswith("-")
        if self.ordering.lstrip("-") == "due_at":
            due = F("due_at")
            # SQLite and PostgreSQL differ about where cases without a date stand: here last.
            dated = due.desc(nulls_last=True) if descending else due.asc(nulls_last=True)
            return queryset.order_by(dated, "-pk" if descending else "pk")
        return queryset.order_by(self.ordering, "-pk" if descending else "pk")


def queue_url(**filters: str) -> str:
    """The queue, narrowed: saved views and the numbers of the start page lead here."""
    query = "&".join(f"{name}={value}" for name, value in filters.items())
    return reverse("casework:index") + (f"?{query}" if query else "")
