"""`/stil/`: the living style page, every component in every state; for staff and the demo."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cases.status import RESIDENT_LABELS
from portal.accounts.http import PortalRequest
from portal.accounts.roles import is_staff
from portal.companies import colours
from portal.core import conf
from portal.core.stairs import Step

_ROLES = list(colours.palette(colours.DEFAULT_BRAND, colours.DEFAULT_ACCENT).light)


class SampleForm(forms.Form):
    """Every kind of field; sent half empty, so that it shows its errors."""

    text = forms.CharField(
        label=gettext_lazy("Field with a hint"),
        help_text=gettext_lazy("A hint stands above the field, never inside it."),
        required=False,
    )
    number = forms.IntegerField(label=gettext_lazy("Field with an error"))
    choice = forms.ChoiceField(
        label=gettext_lazy("Choice"),
        choices=[("3", gettext_lazy("Flat 3")), ("14", gettext_lazy("Parking space 14"))],
    )
    place = forms.ChoiceField(
        label=gettext_lazy("One answer"),
        widget=forms.RadioSelect,
        choices=[("flat", gettext_lazy("In my flat")), ("house", gettext_lazy("In the house"))],
    )
    message = forms.CharField(
        label=gettext_lazy("Long text"), widget=forms.Textarea, required=False
    )
    file = forms.FileField(label=gettext_lazy("Files"), required=False)
    copy = forms.BooleanField(
        label=gettext_lazy("I would like a copy by e-mail"), required=False, initial=True
    )


@require_safe
def style(request: PortalRequest) -> HttpResponse:
    """Show the components; strangers to the house's making have no business here."""
    if not (conf.is_demo() or is_staff(request.user, request.company)):
        raise Http404
    return render(request, "home/style.html", _samples(request))


def _samples(request: PortalRequest) -> dict[str, Any]:
    now = timezone.now()
    labels = {code: str(label) for code, label in RESIDENT_LABELS.items()}
    values = {"number": "gestern", "choice": "3", "place": "flat", "copy": "on"}
    return {
        "roles": _ROLES,
        "schemes": ["light", "dark"],
        "statuses": list(labels.items()),
        "stairs_open": [
            Step(labels["open"], _("today"), current=True),
            Step(labels["in_progress"]),
            Step(labels["resolved"]),
        ],
        "stairs_waiting": [
            Step(labels["open"], done=True),
            Step(labels["in_progress"], done=True),
            Step(labels["waiting_provider"], current=True),
            Step(labels["resolved"]),
        ],
        "stairs_done": [
            Step(labels["open"], done=True),
            Step(labels["in_progress"], done=True),
            Step(labels["resolved"], done=True, current=True),
        ],
        "now": now,
        "before": now - timedelta(days=6),
        "later": now + timedelta(days=2),
        "sample_form": SampleForm(values),
        "answers": [
            (_("Subject"), _("The light in the cellar flickers"), "#answers"),
            (_("Name"), str(request.user)),
        ],
        "facts": [(_("Reference"), "V-2026-000118"), (_("Place"), "Lindenstraße 12")],
    }
