"""The form of `/konto/benachrichtigungen/`; what it does lies in actions."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from portal.notifications.models import Preference
from portal.notifications.preferences import Setting
from portal.notifications.registry import Group


class MailSettingsForm(forms.Form):
    """One question per kind: by e-mail too, or in the portal alone."""

    prefix = "mail"

    def __init__(self, *args: Any, asked: Sequence[Setting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._asked = asked
        unclear = _("Please choose one of the two.")
        for setting in asked:
            self.fields[setting.kind] = forms.ChoiceField(
                label=setting.label,
                choices=Preference.Choice.choices,
                initial=setting.choice,
                widget=forms.RadioSelect,
                error_messages={"required": unclear, "invalid_choice": unclear},
            )

    def clean(self) -> dict[str, Any]:
        """Refuse kinds nobody asked about, instead of dropping them and telling of a success."""
        known = {self.add_prefix(name) for name in self.fields}
        if any(name.startswith(f"{self.prefix}-") and name not in known for name in self.data):
            raise forms.ValidationError(
                _("One of these e-mails cannot be chosen here. Nothing was saved."), code="unknown"
            )
        return self.cleaned_data

    @property
    def groups(self) -> list[tuple[Group, list[BoundField]]]:
        """The questions under their headings."""
        found: dict[Group, list[BoundField]] = {}
        for setting in self._asked:
            found.setdefault(setting.group, []).append(self[setting.kind])
        return list(found.items())

    @property
    def choices(self) -> dict[str, Preference.Choice]:
        """What was chosen, by kind."""
        return {kind: Preference.Choice(value) for kind, value in self.cleaned_data.items()}
