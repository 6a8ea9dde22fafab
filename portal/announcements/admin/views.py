"""Write an announcement, change it, see who has read it, put it up, take it down."""

from datetime import datetime
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.log_actions import log

from portal.access.admin.steps import GuardedStepView
from portal.access.admin.viewsets import (
    GuardedCreateView,
    GuardedEditView,
    GuardedInspectView,
    ReadFirstIndexView,
)
from portal.announcements import actions
from portal.announcements.models import Announcement
from portal.announcements.policies import PUBLISH, WITHDRAW, audience_of
from portal.people.models import Person

_READS_SHOWN = 50


class AnnouncementIndexView(ReadFirstIndexView):
    """The list, with how many have read each, in the list's own query."""

    table_classname = "listing short"

    def get_base_queryset(self) -> "QuerySet[Any]":
        """The policy's rows with their reach and places."""
        rows: Any = super().get_base_queryset()
        reach: QuerySet[Any] = rows.with_reach().prefetch_related("properties")
        return reach


class WriteView(GuardedCreateView):
    """A new announcement goes through the action, as from every other door."""

    def save_instance(self) -> Announcement:
        """Write it and, if wished, put it up."""
        fields = dict(self.form.cleaned_data)
        publish = fields.pop("publish", False)
        user = self.request.user
        written = actions.draft_announcement(user=user, company=self.request.company, **fields)
        log(instance=written, action="wagtail.create", content_changed=True)
        if publish:
            written = actions.publish_announcement(user=user, announcement=written)
            log(instance=written, action="wagtail.publish")
        return written

    def get_success_buttons(self) -> list[Any]:
        """None: the next page has them."""
        return []

    def get_success_url(self) -> str:
        """Its page, where it can be put up."""
        return _page_of(self.object)


class ChangeView(GuardedEditView):
    """Changes go through the action too."""

    def save_instance(self) -> Announcement:
        """Write them down; those who were told already are not told again."""
        changed = actions.change_announcement(
            user=self.request.user, announcement=self.object, **self.form.cleaned_data
        )
        log(instance=changed, action="wagtail.edit", content_changed=True)
        return changed

    def get_success_buttons(self) -> list[Any]:
        """None: the next page has them."""
        return []

    def get_success_url(self) -> str:
        """Its page."""
        return _page_of(self.object)


class AnnouncementView(GuardedInspectView):
    """An announcement: where it stands, whom it reaches, and who has read it."""

    template_name = "announcements/admin/announcement.html"

    @cached_property
    def header_buttons(self) -> list[Button]:
        """Editing, and the next step in its life."""
        published = self.object.is_published
        step, label = ("withdraw", _("Take down")) if published else ("publish", _("Put up"))
        icon = "cross" if published else "check"
        url = reverse(f"announcement:{step}", args=[self.object.pk])
        return [*super().header_buttons, HeaderButton(label, url=url, icon_name=icon)]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """A draft can be given up."""
        buttons = list(super().header_more_buttons)
        if self.object.published_at is None and self.object.withdrawn_at is None:
            url = reverse("announcement:withdraw", args=[self.object.pk])
            buttons.append(Button(_("Give up"), url=url, icon_name="bin", priority=90))
        return buttons

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        """Yes and no, and local times; a dash for what does not apply."""
        value = super().get_field_display_value(field_name, field)
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        moment = getattr(self.object, field_name)
        if isinstance(moment, datetime):
            return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
        return "–" if value in (None, "-") else value

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whom it reaches, and who has read it."""
        reads = self.object.reads.select_related("person").order_by("-read_at")
        context: dict[str, Any] = super().get_context_data(
            reach=_reach(self.object), reads=reads[:_READS_SHOWN], **kwargs
        )
        return context


class StepView(GuardedStepView):
    """A step in the life of an announcement, with whom it concerns."""

    template_name = "announcements/admin/step.html"
    logged_as: ClassVar[str]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whom it reaches."""
        context: dict[str, Any] = super().get_context_data(reach=_reach(self.object), **kwargs)
        return context

    def take(self) -> None:
        """Leave a line in the history too."""
        super().take()
        log(instance=self.object, action=self.logged_as)


class PublishView(StepView):
    """Put it up."""

    object_action = PUBLISH
    act = actions.publish_announcement
    logged_as = "wagtail.publish"
    page_title = gettext_lazy("Put up")
    question = gettext_lazy(
        "Those it is for see it and are told, from the beginning of its period."
    )
    done = gettext_lazy("The notice is put up.")


class WithdrawView(StepView):
    """Take it down."""

    object_action = WITHDRAW
    act = actions.withdraw_announcement
    logged_as = "wagtail.unpublish"
    page_title = gettext_lazy("Take down")
    question = gettext_lazy("Nobody but the company sees it any more. It can be put up again.")
    done = gettext_lazy("The notice is taken down.")


def _reach(announcement: Announcement) -> dict[str, int]:
    """How many people it is for today, and how many of them only paper reaches."""
    people = Person.objects.filter(occupancies__in=audience_of(announcement)).distinct()
    reached = people.filter(user__is_active=True).count()
    read = people.filter(pk__in=announcement.reads.values("person"), user__is_active=True)
    return {"readers": reached, "read_by": read.count(), "on_paper": people.count() - reached}


def _page_of(announcement: Announcement) -> str:
    return reverse("announcement:inspect", args=[announcement.pk])
