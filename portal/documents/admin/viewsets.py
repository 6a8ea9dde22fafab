"""Documents as a Wagtail viewset, behind the admin's guard."""

from typing import Any

from django.urls import path
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from portal.access.admin.viewsets import GuardedModelViewSet, ReadFirstIndexView
from portal.documents.admin.forms import UploadForm
from portal.documents.admin.views import (
    DocumentView,
    PublishView,
    StepView,
    UploadView,
    WithdrawView,
)
from portal.documents.audience import Audience
from portal.documents.models import Document
from portal.documents.policies import document_policy


class DocumentViewSet(GuardedModelViewSet):
    """Dokumente: uploaded, published, withdrawn; never edited, never deleted."""

    model = Document
    policy = document_policy
    # Not "documents": that is Wagtail's own item, which the menu leaves out.
    name = "document"
    url_prefix = "dokumente"
    icon = "doc-full"
    add_to_admin_menu = True
    menu_order = 40
    select_related = ("category", "property", "unit__building", "person")
    index_view_class = ReadFirstIndexView
    add_view_class = UploadView
    inspect_view_class = DocumentView
    inspect_template_name = DocumentView.template_name
    inspect_view_fields = [
        "title",
        "category",
        "property",
        "audience",
        "unit",
        "person",
        "dated_on",
        "name",
    ]
    form_class = UploadForm
    form_fields = UploadForm.Meta.fields
    list_filter = ["category", "property", "audience"]
    search_fields = ["title", "name", "property__name", "person__last_name"]
    list_export = ["title", "category", "property", "audience", "dated_on", "published_at"]

    @cached_property
    def list_display(self) -> list[Any]:
        """With where it stands in words."""
        return [
            "title",
            Column("category", label=_("Category"), accessor="category", sort_key="category"),
            Column("property", label=_("Property"), accessor="property", sort_key="property"),
            Column("audience", label=_("For whom"), accessor=_for_whom),
            Column("dated_on", label=_("Date"), accessor=_day, sort_key="dated_on"),
            Column("state", label=_("Status"), accessor="state_word"),
        ]

    def get_urlpatterns(self) -> list[Any]:
        """Publishing and withdrawing instead of editing and deleting."""
        unwanted = {"edit", "delete"}
        return [
            *(url for url in super().get_urlpatterns() if url.name not in unwanted),
            path("publish/<int:pk>/", self._step(PublishView), name="publish"),
            path("withdraw/<int:pk>/", self._step(WithdrawView), name="withdraw"),
        ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """No addresses for what does not exist."""
        common = super().get_common_view_kwargs(**kwargs)
        return {k: v for k, v in common.items() if k not in {"edit_url_name", "delete_url_name"}}

    def _step(self, view: type[StepView]) -> Any:
        known = self.get_inspect_view_kwargs()
        return self.construct_view(view, **{**known, "template_name": view.template_name})


def _for_whom(document: Document) -> str:
    if document.audience == Audience.PERSON:
        return str(document.person)
    if document.audience == Audience.UNIT:
        return str(document.unit)
    return document.get_audience_display()


def _day(document: Document) -> str:
    return date_format(document.dated_on, "SHORT_DATE_FORMAT")
