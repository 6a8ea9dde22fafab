"""The side panels of a case: facts, resident, property, files, history."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel

from cases.admin.forms import AppointmentForm, CaseForm, ShareForm
from cases.admin.history import history_of
from cases.admin.reach import ways_to
from cases.appointments import ahead_of, in_words
from cases.ending import closes_at
from cases.expected import expected_by_staff
from cases.models import Attachment, Case
from cases.policies import SET_APPOINTMENT, SHARE, case_policy
from cases.questions import answers_of
from cases.readers import Readers
from portal.accounts.http import PortalRequest
from portal.people.models import Occupancy
from portal.properties.queries import emergency_contacts, on_call_providers

_OTHER_CASES = 5


class CasePanel(BaseSidePanel):
    """One panel; `toggle_icon` is its button in the page's head."""

    toggle_icon: ClassVar[str]
    name: ClassVar[str]
    title: ClassVar[Any]
    object: Case
    request: PortalRequest

    def __init__(self, case: Case, request: PortalRequest) -> None:
        super().__init__(case, request)
        self.toggle.icon_name = self.toggle_icon
        self.toggle.aria_label = self.title
        self.template_name = f"cases/admin/panels/{self.name}.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """The case under its own name, and what the panel adds."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        return {**context, "case": self.object, **self.contents()}

    def contents(self) -> dict[str, Any]:
        """What the panel shows beside the case itself."""
        return {}


class FactsPanel(CasePanel):
    """Vorgang."""

    name = "case"
    title = _("Case")
    toggle_icon = "info-circle"

    def contents(self) -> dict[str, Any]:
        """Whose turn it is and until when; what the resident says of it at the end."""
        return {
            "expected": expected_by_staff(self.object),
            "answers": answers_of(self.object),
            "closes_at": closes_at(self.object),
            "rating": getattr(self.object, "rating", None),
        }


class AppointmentPanel(CasePanel):
    """Termin: when somebody comes."""

    name = "appointment"
    title = _("Appointment")
    toggle_icon = "calendar-alt"

    def __init__(self, case: Case, request: PortalRequest, form: CaseForm | None) -> None:
        super().__init__(case, request)
        self.form = form

    def contents(self) -> dict[str, Any]:
        """What is agreed, and the form to change it."""
        appointment = ahead_of(self.object)
        return {
            "appointment": appointment,
            "time": in_words(appointment.starts_at, appointment.ends_at) if appointment else "",
            "form": self.form or AppointmentForm(case=self.object),
            "may_set": case_policy.may(self.request.user, SET_APPOINTMENT, self.object),
        }


class ResidentPanel(CasePanel):
    """Bewohner:in: how to reach them, what they hold, their other cases."""

    name = "resident"
    title = _("Resident")
    toggle_icon = "user"

    def contents(self) -> dict[str, Any]:
        """Their units today and their latest other cases."""
        person, company = self.object.opened_for, self.request.company
        held = Occupancy.objects.of(company).current().filter(person=person)
        others = case_policy.visible_to(self.request.user, company).filter(opened_for=person)
        return {
            "person": person,
            "ways": ways_to(person),
            "occupancies": held.select_related("unit__building__property"),
            "others": others.exclude(pk=self.object.pk).order_by("-updated_at")[:_OTHER_CASES],
        }


class ReadersPanel(CasePanel):
    """Mitlesende: with whom the case is shared, and with whom it can be."""

    name = "readers"
    title = _("Who reads along")
    toggle_icon = "group"

    def __init__(
        self, case: Case, request: PortalRequest, readers: Readers, share_form: ShareForm
    ) -> None:
        super().__init__(case, request)
        self.readers = readers
        self.share_form = share_form

    def contents(self) -> dict[str, Any]:
        """Who takes part today, and the form to let in more."""
        return {
            "participants": self.readers.living,
            "form": self.share_form,
            "may_share": case_policy.may(self.request.user, SHARE, self.object),
        }


class PropertyPanel(CasePanel):
    """Liegenschaft: whom to call there."""

    name = "property"
    title = _("Property")
    toggle_icon = "home"

    def contents(self) -> dict[str, Any]:
        """Emergency numbers and providers on call."""
        company, property = self.request.company, self.object.property
        return {
            "property": property,
            "emergency": emergency_contacts(company, property),
            "providers": on_call_providers(company, property),
        }


class FilesPanel(CasePanel):
    """Dateien: everything that was ever sent."""

    name = "files"
    title = _("Files")
    toggle_icon = "doc-full"

    def __init__(self, case: Case, request: PortalRequest, files: Sequence[Attachment]) -> None:
        super().__init__(case, request)
        self.files = files

    def contents(self) -> dict[str, Any]:
        """The thread has read them already."""
        return {"files": self.files}


class HistoryPanel(CasePanel):
    """Verlauf: who did what when."""

    name = "history"
    title = _("History")
    toggle_icon = "history"

    def __init__(self, case: Case, request: PortalRequest, readers: Readers) -> None:
        super().__init__(case, request)
        self.readers = readers

    def contents(self) -> dict[str, Any]:
        """The newest first."""
        return {"history": history_of(self.object, self.readers)}
