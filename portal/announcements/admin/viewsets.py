"""Announcements as a Wagtail viewset, behind the admin's guard."""

from typing import Any

from django.forms import ModelForm
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.ui.tables import Column

from portal.access.admin.viewsets import GuardedModelViewSet
from portal.announcements.admin.forms import AnnouncementForm, NewAnnouncementForm
from portal.announcements.admin.views import (
    AnnouncementIndexView,
    AnnouncementView,
    ChangeView,
    PublishView,
    StepView,
    WithdrawView,
    WriteView,
)
from portal.announcements.models import Announcement
from portal.announcements.policies import announcement_policy
from portal.core.words import date_full

_HOUSES_NAMED = 2


class AnnouncementViewSet(GuardedModelViewSet):
    """Aushänge: written, put up, changed, taken down; never deleted."""

    model = Announcement
    policy = announcement_policy
    name = "announcement"
    url_prefix = "aushaenge"
    icon = "thumbtack"
    add_to_admin_menu = True
    menu_order = 45
    index_view_class = AnnouncementIndexView
    add_view_class = WriteView
    edit_view_class = ChangeView
    inspect_view_class = AnnouncementView
    inspect_template_name = AnnouncementView.template_name
    inspect_view_fields = [
        "properties",
        "buildings",
        "audience",
        "starts_at",
        "ends_at",
        "pinned",
        "by_mail",
        "created_by",
        "published_at",
        "withdrawn_at",
    ]
    form_class = AnnouncementForm
    form_fields = AnnouncementForm.Meta.fields
    list_filter = ["properties", "audience", "pinned"]
    search_fields = ["title", "body"]
    list_export = ["title", "audience", "starts_at", "ends_at", "readers", "read_by"]

    @cached_property
    def list_display(self) -> list[Any]:
        """With period, place, where it stands, and how many have read it."""
        return [
            "title",
            Column("period", label=gettext_lazy("Hangs"), accessor=_period, sort_key="starts_at"),
            Column("state", label=gettext_lazy("Status"), accessor="state_word"),
            Column("houses", label=gettext_lazy("Properties"), accessor=_houses),
            Column(
                "audience",
                label=gettext_lazy("For whom"),
                accessor="get_audience_display",
                sort_key="audience",
            ),
            Column("reach", label=gettext_lazy("Read"), accessor=_read_by),
        ]

    def get_form_class(self, for_update: bool = False) -> type[ModelForm[Any]]:
        """A new one can be put up at once."""
        return AnnouncementForm if for_update else NewAnnouncementForm

    def get_urlpatterns(self) -> list[Any]:
        """Putting up and taking down instead of deleting."""
        return [
            *(url for url in super().get_urlpatterns() if url.name != "delete"),
            path("publish/<int:pk>/", self._step(PublishView), name="publish"),
            path("withdraw/<int:pk>/", self._step(WithdrawView), name="withdraw"),
        ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """No address for what does not exist."""
        common = super().get_common_view_kwargs(**kwargs)
        return {k: v for k, v in common.items() if k != "delete_url_name"}

    def _step(self, view: type[StepView]) -> Any:
        known = self.get_inspect_view_kwargs()
        return self.construct_view(view, **{**known, "template_name": view.template_name})


def _period(announcement: Announcement) -> str:
    return _("%(start)s to %(end)s") % {
        "start": date_full(announcement.starts_at),
        "end": date_full(announcement.ends_at),
    }


def _houses(announcement: Announcement) -> str:
    names = [house.name for house in announcement.properties.all()]
    more = len(names) - _HOUSES_NAMED
    if more <= 1:
        return ", ".join(names)
    others = ngettext("and %(count)s more", "and %(count)s more", more) % {"count": more}
    return f"{', '.join(names[:_HOUSES_NAMED])} {others}"


def _read_by(announcement: Announcement) -> str:
    counts = {"read": announcement.read_by, "readers": announcement.readers}  # type: ignore[attr-defined] # annotated by with_reach
    return _("read by %(read)s of %(readers)s") % counts
