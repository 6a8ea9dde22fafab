"""Staff name the appointment of a case, move it, or call it off."""

from django.utils.translation import gettext as _

from cases import actions
from cases.admin.forms import AppointmentForm
from cases.admin.views import CaseActionView
from cases.appointments import in_words


class AppointmentView(CaseActionView):
    """Agree on a time, or call it off."""

    form_name = "appointment_form"

    def build_form(self) -> AppointmentForm:
        """What was typed."""
        return AppointmentForm(self.request.POST, case=self.case)

    def act(self, form: AppointmentForm) -> str:
        """Name it; the resident is told at once."""
        appointment = actions.set_appointment(
            user=self.request.user,
            case=self.case,
            starts_at=form.moment("starts"),
            ends_at=form.moment("ends"),
            note=form.cleaned_data["note"],
        )
        return _("%(name)s knows of the appointment: %(time)s") % {
            "name": self.case.opened_for,
            "time": in_words(appointment.starts_at, appointment.ends_at),
        }


class CallOffView(AppointmentView):
    """It does not take place."""

    def build_form(self) -> AppointmentForm:
        """Nothing is typed: the day counts that stands there."""
        form = AppointmentForm(case=self.case)
        return AppointmentForm(form.initial, case=self.case)

    def act(self, form: AppointmentForm) -> str:
        """Call it off."""
        actions.call_off_appointment(user=self.request.user, case=self.case)
        return _("The appointment is called off, and %(name)s knows it.") % {
            "name": self.case.opened_for
        }
