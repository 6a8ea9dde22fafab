"""`/konto/`: what the company has noted of a person, the language, the password."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.accounts.http import PortalRequest
from portal.core.words import date_words
from portal.people.models import Occupancy, Person
from portal.people.residency import residency_of
from portal.signin.forms import LanguageForm


@require_safe
def profile(request: PortalRequest) -> HttpResponse:
    """One's own data at this company; names and homes of another one are not here."""
    residency = residency_of(request.user, request.company)
    person = residency.person if residency else None
    context = {
        "person": person,
        "contact": _contact(request, person),
        "homes": _homes(residency.current) if residency else [],
        "language_form": LanguageForm(initial={"language": get_language()}),
    }
    return render(request, "signin/profile.html", context)


def _contact(request: PortalRequest, person: Person | None) -> list[tuple[str, str]]:
    rows = [
        (_("Name"), str(person or request.user)),
        (_("E-mail you sign in with"), request.user.email),
    ]
    if person and person.phone:
        rows.append((_("Phone"), person.phone))
    return rows


def _homes(occupancies: Iterable[Occupancy]) -> list[tuple[str, str]]:
    return [
        (
            str(occupancy.unit),
            _("%(role)s since %(day)s")
            % {"role": occupancy.get_role_display(), "day": date_words(occupancy.starts_on)},
        )
        for occupancy in occupancies
    ]
