"""The form staff upload a document with."""

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from portal.access.admin.forms import CompanyModelForm
from portal.documents.audience import Audience
from portal.documents.fields import CheckedFileField, file_limits_in_words
from portal.documents.models import Document
from portal.people.admin.forms import UnitChoiceField, units


class UploadForm(CompanyModelForm):
    """A file, what it is, and for whom."""

    upload = CheckedFileField(label=_("File"), help_text=lazy(file_limits_in_words, str)())
    audience = forms.ChoiceField(
        label=_("For whom"),
        required=False,
        choices=[("", _("As usual for this category")), *Audience.choices],
    )
    unit = UnitChoiceField(
        queryset=units(),
        label=_("Unit"),
        required=False,
        help_text=_("For owners and tenants of one unit."),
    )
    publish = forms.BooleanField(
        label=_("Publish at once and tell those it is for"), required=False
    )

    class Meta:
        model = Document
        fields = (
            "upload",
            "title",
            "category",
            "property",
            "audience",
            "unit",
            "person",
            "dated_on",
        )
        help_texts = {
            "person": _("For one person: only they can open it, besides the company."),
            "dated_on": _(
                "Decides who sees it: those who own or rent the unit on this day. "
                "For a statement, the last day of its period."
            ),
        }

    def clean(self) -> dict[str, Any]:
        """Fill in the audience the category usually has."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("audience") and "category" in cleaned:
            cleaned["audience"] = cleaned["category"].default_audience
        return cleaned
