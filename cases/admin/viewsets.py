"""The addresses of the workplace, behind the admin's guard."""

from typing import Any

from django.urls import path

from cases.admin.appointment import AppointmentView, CallOffView
from cases.admin.behalf.views import FindPersonView, WriteDownView
from cases.admin.incidents.views import LinkView
from cases.admin.queue import QueueView
from cases.admin.sharing import EndSharingView, ShareView
from cases.admin.views import AnswerView, AssignView, CaseView, DueView, StatusView
from cases.models import Case
from cases.policies import case_policy
from portal.access.admin.viewsets import GuardedModelViewSet


class CaseViewSet(GuardedModelViewSet):
    """Vorgänge: a queue and a page for each; nothing of Wagtail's forms, history or deleting."""

    model = Case
    policy = case_policy
    name = "casework"
    url_prefix = "vorgaenge"
    icon = "mail"
    list_per_page = 25
    select_related = ("property", "unit", "category", "assignee", "opened_for")
    index_view_class = QueueView
    index_template_name = QueueView.template_name
    index_results_template_name = QueueView.results_template_name
    search_fields = QueueView.search_fields
    filterset_class = QueueView.filterset_class
    inspect_view_enabled = False

    def get_form_fields(self) -> list[str]:
        """No form: a case changes through its actions."""
        return []

    def get_urlpatterns(self) -> list[Any]:
        """Ours."""
        return [
            path("", self.index_view, name="index"),
            path("treffer/", self.index_results_view, name="index_results"),
            path("aufnehmen/", FindPersonView.as_view(), name="find-person"),
            path("aufnehmen/<uuid:uuid>/", WriteDownView.as_view(), name="behalf"),
            path("<uuid:uuid>/", CaseView.as_view(), name="case"),
            path("<uuid:uuid>/antwort/", AnswerView.as_view(), name="answer"),
            path("<uuid:uuid>/status/", StatusView.as_view(), name="status"),
            path("<uuid:uuid>/zuweisung/", AssignView.as_view(), name="assign"),
            path("<uuid:uuid>/frist/", DueView.as_view(), name="due"),
            path("<uuid:uuid>/termin/", AppointmentView.as_view(), name="appointment"),
            path("<uuid:uuid>/termin/absage/", CallOffView.as_view(), name="call-off"),
            path("<uuid:uuid>/teilen/", ShareView.as_view(), name="share"),
            path(
                "<uuid:uuid>/teilen/<uuid:participant>/",
                EndSharingView.as_view(),
                name="end-sharing",
            ),
            path("<uuid:uuid>/stoerung/", LinkView.as_view(), name="link"),
        ]

    def register_admin_url_finder(self) -> None:
        """There is no form to find."""
