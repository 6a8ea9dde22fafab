"""How the access matrix asks: who, at which door, for which object."""

import re
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.test import Client
from django.utils import timezone

from cases.actions import set_appointment
from cases.models import Case, Incident
from faq.models import FaqIndexPage, FaqPage
from portal.announcements.models import Announcement
from portal.demo.cast import Cast
from portal.documents import uploads
from portal.documents.models import Document
from portal.notifications.models import Delivery, Notification
from portal.people.models import BoardMembership, Occupancy
from portal.properties.models import Building, EmergencyContact, ServiceProvider
from tests.access.routes import Route, all_routes
from tests.doors import door, stranger
from tests.stories import a_code, a_notice, an_incident, annas_case, answer, house_rules, picture

TABLE = Path(__file__).with_name("matrix.txt")
# Clara and Kai knock at their own company's host, with ids of Linde.
SUBJECTS = ("anonymous", "anna", "ben", "dora", "stefan", "maria", "eva", "clara", "kai")
NOBODY = "00000000-0000-4000-8000-000000000000"
_NAMED_GROUP = re.compile(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")
_GROUP = re.compile(r"\((?:[^()]|\([^()]*\))*\)[*+?]?")
_ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")


@cache
def declared() -> dict[str, dict[str, str]]:
    """The table: for each URL pattern what each subject is answered to a GET."""
    rows: dict[str, dict[str, str]] = {}
    for line in TABLE.read_text().splitlines():
        if line and not line.startswith("#"):
            pattern, _bar, cells = line.rpartition("|")
            rows[pattern.strip()] = dict(zip(SUBJECTS, cells.split(), strict=True))
    return rows


def samples(cast: Cast) -> dict[str, dict[str, Any]]:
    """Objects of Linde to fill the URLs with, by the beginning of their path; longest wins."""
    case = annas_case(cast)
    message = answer(case, cast.stefan, files=uploads.check([picture()]))
    start = timezone.now() + timedelta(days=7)
    set_appointment(
        user=cast.stefan, case=case, starts_at=start, ends_at=start + timedelta(hours=2)
    )
    document = house_rules(cast)
    notice, incident = a_notice(cast), an_incident(cast)
    bell = Notification.objects.in_portal(cast.anna, cast.linde).latest("pk")
    return {
        "": {"uuid": NOBODY, "digest": "0" * 16, "token": "forged", "key": "heating"}
        | {"participant": NOBODY, "submission_key": NOBODY},
        "vorgaenge/": {"uuid": case.uuid, "file": message.attachments.get().uuid, "key": "heating"}
        | {"step": "was"},
        "liegenschaften/": {"uuid": cast.lindenstrasse.uuid},
        "dokumente/": {"uuid": document.uuid},
        "notfall/": {"code": a_code(cast).code},
        "aushang/": {"uuid": notice.uuid},
        "stoerungen/": {"uuid": incident.uuid},
        "benachrichtigungen/": {"uuid": bell.uuid},
        "api/v1/cases/": {"uuid": case.uuid, "case": case.uuid},
        "api/v1/case-categories/": {"uuid": case.category.uuid},
        "api/v1/attachments/": {"uuid": message.attachments.get().uuid},
        "api/v1/documents/": {"uuid": document.uuid},
        "api/v1/announcements/": {"uuid": notice.uuid},
        "api/v1/incidents/": {"uuid": incident.uuid},
        "api/v1/properties/": {"uuid": cast.lindenstrasse.uuid},
        "api/v1/notifications/": {"uuid": bell.uuid},
        "api/v1/faq/": {"uuid": FaqPage.objects.child_of(_faq(cast))[0].translation_key},
        "api/cms/v2/": {"pk": cast.linde.site.root_page_id},
        **_admin_samples(cast, case, document, notice, incident),
    }


def _faq(cast: Cast) -> FaqIndexPage:
    return FaqIndexPage.objects.child_of(cast.linde.site.root_page).get()


def _admin_samples(
    cast: Cast, case: Case, document: Document, notice: Announcement, incident: Incident
) -> dict[str, dict[str, Any]]:
    """The numbers and UUIDs that the admin's addresses hold, each of Linde."""
    home = cast.linde.site.root_page_id
    rows: dict[str, Any] = {
        "vorgaenge/": case,
        "vorgaenge/aufnehmen/": cast.person(cast.anna),
        "dokumente/": document,
        "aushaenge/": notice,
        "stoerungen/": incident,
        "liegenschaften/": cast.lindenstrasse,
        "personen/": cast.person(cast.anna),
        "verhaeltnisse/": Occupancy.objects.of_user(cast.anna, cast.linde).get(),
        "beirat/": BoardMembership.objects.of(cast.linde).get(),
        "mitarbeitende/": cast.stefan.memberships.get(),
        "postausgang/": Delivery.objects.of(cast.linde).first(),
        "^register/gebaeude/": Building.objects.of(cast.linde).first(),
        "^register/einheiten/": cast.annas_flat,
        "^register/dienstleister/": ServiceProvider.objects.of(cast.linde).first(),
        "^register/notfallnummern/": EmergencyContact.objects.of(cast.linde).first(),
        "^register/vorgangsarten/": case.category,
        "^register/dokumentenarten/": document.category,
    }
    return {"admin/": {"page_id": home, "parent_page_id": home}} | {
        f"admin/{place}": {"pk": row.pk, "instance_pk": row.pk, "uuid": getattr(row, "uuid", "")}
        for place, row in rows.items()
    }


def measure(cast: Cast, subject: str, filled: dict[str, dict[str, Any]]) -> dict[str, str]:
    """What one subject is answered at every URL."""
    browser = _browser(cast, subject)
    return {route.pattern: _ask(browser, address(route, filled)) for route in all_routes()}


def address(route: Route, filled: dict[str, dict[str, Any]]) -> str:
    """The URL of a pattern with the objects of its part of the portal."""
    values: dict[str, Any] = {}
    for prefix in sorted(filled, key=len):
        if route.pattern.startswith(prefix):
            values |= filled[prefix]

    def fill(found: re.Match[str]) -> str:
        return str(values.get(found.group(1), 1))

    path = _ARGUMENT.sub(fill, _NAMED_GROUP.sub(fill, route.pattern))
    # What is left of a regular expression: optional groups vanish, and so do its signs.
    return "/" + re.sub(r"\\[Z]|[\\^$?]", "", _GROUP.sub("", path))


def _browser(cast: Cast, subject: str) -> Client:
    if subject == "anonymous":
        return stranger(cast.linde)
    company = cast.kastanie if subject in {"clara", "kai"} else cast.linde
    return door(getattr(cast, subject), company)


def _ask(browser: Client, path: str) -> str:
    response = browser.get(path)
    if response.status_code not in {301, 302}:
        return str(response.status_code)
    target = response.headers["Location"]
    if target.startswith("/konto/anmelden/"):
        return "login"
    return "home" if target == "/admin/" else "302"
