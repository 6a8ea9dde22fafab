"""The emergency notice for the hallway: numbers, and a QR code that leads to all of them.

It hangs where strangers pass: so it says what the company publishes anyway, and of people nothing.
"""

from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.core.typesetting import typeset
from portal.core.words import date_full
from portal.properties.calls import firms_for
from portal.properties.models import EmergencyCode
from portal.properties.queries import emergency_contacts

_TEMPLATE = Path(__file__).with_name("notice.typ")
# More would make the page small print; the QR code leads to all of them.
_NUMBERS_SHOWN, _ROWS_SHOWN = 3, 6


def make_notice(code: EmergencyCode) -> bytes:
    """The PDF (PDF/UA-1) in the house's language, German. Raises TypesettingError."""
    with translation.override(settings.LANGUAGE_CODE):
        return typeset(_TEMPLATE, contents(code))


def file_name(code: EmergencyCode) -> str:
    """Notfall-Aushang Lindenstraße 12.pdf."""
    street = code.where.rpartition(", ")[0].replace("/", "-")
    with translation.override(settings.LANGUAGE_CODE):
        return _("Emergency notice %(place)s.pdf") % {"place": street}


def contents(code: EmergencyCode) -> dict[str, Any]:
    """Everything the notice says, as the template reads it."""
    company = code.company
    branding = company.branding
    street, _comma, town = code.where.rpartition(", ")
    office = ", ".join(part for part in (branding.phone, branding.office_hours) if part)
    return {
        "language": settings.LANGUAGE_CODE,
        "title": _("Emergency?"),
        "street": street,
        "town": town,
        "state_numbers": [
            {"phone": "112", "text": _("Fire brigade, ambulance")},
            {"phone": "110", "text": _("Police")},
        ],
        "danger": _("Danger to people, fire or the smell of gas"),
        "numbers_title": _("Damage that cannot wait"),
        "numbers": _numbers(code),
        "qr": _qr(code.url),
        "qr_alt": _("QR code that opens %(url)s") % {"url": code.url},
        "qr_title": _("All numbers for this house"),
        "qr_lines": [
            _("Point the camera of your phone at the code."),
            _("Firms on call, what to do at once, who pays."),
            _("Without signing in, day and night."),
        ],
        "url": code.url,
        "shown_url": code.url.partition("://")[2],
        "company": company.name,
        "office": office,
        "made": _("As of %(day)s") % {"day": date_full(timezone.localdate())},
    }


def _numbers(code: EmergencyCode) -> list[dict[str, str]]:
    rows = emergency_contacts(code.company, code.property)[:_NUMBERS_SHOWN]
    numbers = [
        {"name": row.name, "phone": row.phone, "hours": row.hours, "text": row.description}
        for row in rows
    ]
    branding = code.company.branding
    if not numbers and branding.phone:
        office = {"name": code.company.name, "phone": branding.phone}
        numbers = [{**office, "hours": branding.office_hours, "text": ""}]
    return numbers + [
        {
            "name": firm.get_trade_display(),
            "phone": firm.phone,
            "hours": firm.hours,
            "text": firm.name,
        }
        for firm in firms_for(code.company, code.property)[: _ROWS_SHOWN - len(numbers)]
    ]


def _qr(url: str) -> str:
    """The code as SVG; a quarter of it may be scratched or covered."""
    drawn = BytesIO()
    segno.make(url, error="q", micro=False).save(drawn, kind="svg", border=0, xmldecl=False)
    return drawn.getvalue().decode()
