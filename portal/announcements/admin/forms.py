"""The form staff write an announcement with."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import formfield_for_dbfield

from portal.access.admin.forms import CompanyModelForm
from portal.announcements.actions import check_places
from portal.announcements.models import Announcement
from portal.properties.models import Building, Property


class BuildingsField(forms.ModelMultipleChoiceField[Building]):
    """Buildings, each under its property's name."""

    def label_from_instance(self, obj: Building) -> str:
        """WEG Gartenhof · Gartenweg 3; a house named after its property only once."""
        property = obj.property
        return obj.name if obj.name == property.name else f"{property.name} · {obj.name}"


class AnnouncementForm(CompanyModelForm):
    """What it says, for whom, where and how long."""

    properties = forms.ModelMultipleChoiceField(
        queryset=Property.objects.order_by("name"),
        label=Announcement._meta.get_field("properties").verbose_name,
        widget=forms.CheckboxSelectMultiple,
    )
    buildings = BuildingsField(
        queryset=Building.objects.select_related("property").order_by("property__name", "name"),
        label=Announcement._meta.get_field("buildings").verbose_name,
        help_text=Announcement._meta.get_field("buildings").help_text,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Announcement
        # Wagtail's own fields: its calendar, and a text that grows.
        formfield_callback = formfield_for_dbfield
        fields = (
            "title",
            "body",
            "properties",
            "buildings",
            "audience",
            "starts_at",
            "ends_at",
            "pinned",
            "by_mail",
        )

    def clean(self) -> dict[str, Any]:
        """Buildings must lie in the properties."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "properties" in cleaned and "buildings" in cleaned:
            try:
                check_places(cleaned["properties"], cleaned["buildings"])
            except ValidationError as problem:
                self.add_error(None, problem)
        return cleaned


class NewAnnouncementForm(AnnouncementForm):
    """The same, with the wish to put it up at once."""

    publish = forms.BooleanField(
        label=_("Put it up at once and tell those it is for"), required=False
    )

    def clean(self) -> dict[str, Any]:
        """What is over cannot be put up."""
        cleaned = super().clean()
        ends_at = cleaned.get("ends_at")
        if cleaned.get("publish") and ends_at and ends_at <= timezone.now():
            self.add_error("ends_at", _("Its period is over. Please choose a later end first."))
        return cleaned
