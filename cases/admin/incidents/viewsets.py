"""Incidents as a Wagtail viewset, behind the admin's guard."""

from typing import Any

from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn

from cases.admin.incidents.forms import RaiseForm
from cases.admin.incidents.views import (
    EndView,
    IncidentFilterSet,
    IncidentIndexView,
    IncidentView,
    NewsView,
    RaiseView,
)
from cases.incident_policy import incident_policy
from cases.models import Incident
from portal.access.admin.viewsets import GuardedModelViewSet

_KEPT = frozenset({"index", "index_results", "add", "inspect"})


class IncidentViewSet(GuardedModelViewSet):
    """Störungen: raised, told and ended; what was told is neither changed nor deleted."""

    model = Incident
    policy = incident_policy
    name = "incident"
    url_prefix = "stoerungen"
    icon = "warning"
    add_to_admin_menu = True
    menu_order = 20
    select_related = ("category", "raised_by")
    index_view_class = IncidentIndexView
    add_view_class = RaiseView
    inspect_view_class = IncidentView
    inspect_template_name = IncidentView.template_name
    inspect_view_fields = ["category", "starts_at", "expected_end_at", "ended_at", "raised_by"]
    form_class = RaiseForm
    form_fields = RaiseForm.Meta.fields
    filterset_class = IncidentFilterSet
    search_fields = ["title", "body"]
    ordering = ["status", "-starts_at", "-pk"]

    @cached_property
    def list_display(self) -> list[Any]:
        """With where it stands and is, and how many it affects."""
        return [
            "title",
            Column("status", label=_("Status"), accessor="get_status_display", sort_key="status"),
            Column("places", label=_("Properties"), accessor="where"),
            Column("joined", label=_("Joined"), accessor="joined", sort_key="joined"),
            Column("linked", label=_("Cases"), accessor="linked", sort_key="linked"),
            DateColumn("starts_at", label=_("Since"), sort_key="starts_at"),
        ]

    def get_form_class(self, for_update: bool = False) -> type[RaiseForm]:
        """As written: its places are rows of their own."""
        return RaiseForm

    def get_urlpatterns(self) -> list[Any]:
        """Reading and raising, and two steps of its own."""
        return [
            *(url for url in super().get_urlpatterns() if url.name in _KEPT),
            path("neues/<int:pk>/", self._step(NewsView), name="news"),
            path("ende/<int:pk>/", self._step(EndView), name="end"),
        ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """No addresses for what does not exist."""
        common = super().get_common_view_kwargs(**kwargs)
        gone = {"edit_url_name", "delete_url_name", "history_url_name"}
        return {name: value for name, value in common.items() if name not in gone}

    def _step(self, view: type[IncidentView]) -> Any:
        known = self.get_inspect_view_kwargs()
        return self.construct_view(view, **{**known, "template_name": view.template_name})
