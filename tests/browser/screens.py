"""Every screen a resident can meet, and what must have happened for each."""

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import time_machine
from django.utils import timezone

from cases.actions import (
    change_status,
    join_incident,
    rate_case,
    save_draft,
    set_appointment,
    share_case,
)
from cases.drafts import Target
from cases.models import Case, CaseCategory, CategoryQuestion, Incident
from portal.accounts.models import User
from portal.announcements.actions import mark_read
from portal.announcements.models import Announcement
from portal.demo import board, hallway, history, library, logos, outages
from portal.demo.cast import Cast
from portal.demo.papers import PAPERS
from portal.demo.stories import STORIES
from portal.documents import uploads
from portal.documents.links import link_path
from portal.documents.policies import document_policy
from portal.people.models import Occupancy, Person
from portal.properties.models import EmergencyCode
from portal.signin.actions import invite
from tests.browser import acts
from tests.browser.screen import STRANGER, Screen
from tests.browser.staff_screens import staff_screens
from tests.logos import fresh_sizes
from tests.mailbox import deliver
from tests.signin.doors import ask_for_link, link_in_last_letter
from tests.stories import an_incident, annas_case, answer, picture

_READ_BY_ANNA = "Neuer Tag für die Treppenhausreinigung"


def furnish(cast: Cast) -> None:
    """The demo's past, and something new for Anna."""
    companies = {"linde": cast.linde, "kastanie": cast.kastanie}
    users = {user.first_name.lower(): user for user in User.objects.all()}
    history.write(STORIES, users, companies)
    library.write(PAPERS, users, companies)
    with fresh_sizes():
        logos.write(companies)
    board.write(board.NOTICES, users, companies)
    outages.write(outages.OUTAGES, users, companies)
    hallway.write(users, companies)
    _ben_joins(cast)
    mark_read(user=cast.anna, announcement=_annas_notice(cast, _READ_BY_ANNA))
    answer(annas(cast, Case.Status.OPEN), cast.stefan, "Wir schauen es uns morgen an.")
    _begin_a_report(cast)


def _ben_joins(cast: Cast) -> None:
    gate = an_incident(
        cast,
        title="Tor der Tiefgarage öffnet nicht",
        body="Der Antrieb ist ausgefallen. Bitte nutzen Sie die Einfahrt im Hof.",
        properties=[cast.gartenhof],
        category=None,
    )
    join_incident(user=cast.ben, incident=gate)


def _begin_a_report(cast: Cast) -> None:
    light = CaseCategory.objects.of(cast.linde).get(key="light-bell")
    save_draft(
        user=cast.anna,
        target=Target(category=light, property=cast.lindenstrasse),
        submission_key=uuid4(),
        values={
            "subject": "Licht im Keller",
            "body": "Seit Montag ist es dunkel.",
            "unit": "house",
            "place": "Keller",
        },
        files=uploads.check([picture("keller.jpg")]),
    )


def annas(cast: Cast, *status: str, **more: Any) -> Case:
    """Anna's newest case in one of these states, with what else is asked of it."""
    cases = Case.objects.of(cast.linde).filter(opened_for__user=cast.anna, status__in=status)
    return cases.filter(**more).order_by("-created_at")[:1].get()


def screens(cast: Cast) -> list[Screen]:
    """All of them; `furnish` has run."""
    return [
        *_at_the_door(cast),
        *_houses(cast),
        *_cases(cast),
        *_reporting(cast),
        *_notices(cast),
        *_incidents(cast),
        *_hallway(cast),
        *_papers_and_answers(),
        *_own_things(),
        *_errors(cast),
        *_at_kastanie(cast),
        *staff_screens(cast),
    ]


def _at_the_door(cast: Cast) -> list[Screen]:
    reset = ask_for_link(cast.linde)
    nora = _nora(cast)
    invite(user=cast.stefan, person=nora)
    deliver()
    invitation = link_in_last_letter(cast.linde, nora.email)
    at_the_door = partial(Screen, who=STRANGER)
    return [
        at_the_door("login", "/konto/anmelden/"),
        at_the_door("login-errors", "/konto/anmelden/", act=acts.send),
        at_the_door("reset", "/konto/passwort-vergessen/"),
        at_the_door("reset-errors", "/konto/passwort-vergessen/", act=acts.send),
        at_the_door("reset-sent", "/konto/passwort-vergessen/gesendet/"),
        at_the_door("new-password", reset),
        at_the_door("new-password-errors", reset, act=acts.send),
        at_the_door("reset-link-dead", reset[:-2] + "/"),
        at_the_door("invitation", invitation),
        at_the_door("invitation-errors", invitation, act=acts.send),
        at_the_door("invitation-closed", "/konto/einladung/verbraucht/"),
        at_the_door("emergency-signed-out", "/notfall/"),
        at_the_door("no-connection", "/offline/"),
        at_the_door("faq-signed-out", "/faq/"),
        at_the_door("answer-signed-out", "/faq/passwort-vergessen/"),
        at_the_door("imprint", "/impressum/"),
        at_the_door("accessibility", "/barrierefreiheit/"),
        at_the_door("link-gone", _a_dead_link(cast)),
        at_the_door("not-found-signed-out", "/gibt-es-nicht/"),
    ]


def _nora(cast: Cast) -> Person:
    """She owns the flat Anna rents; nobody of the cast shares a unit with another."""
    nora: Person = Person.objects.create(
        company=cast.linde, first_name="Nora", last_name="Weiß", email="nora@example.org"
    )
    Occupancy.objects.create(
        company=cast.linde,
        person=nora,
        unit=cast.annas_flat,
        role=Occupancy.Role.OWNER,
        starts_on=timezone.localdate() - timedelta(days=500),
    )
    return nora


def _a_dead_link(cast: Cast) -> str:
    """A link Anna opened two hours ago."""
    document = document_policy.visible_to(cast.anna, cast.linde)[:1].get()
    with time_machine.travel(timezone.now() - timedelta(hours=2)):
        return link_path(kind="document", file=document, user=cast.anna)


def _houses(cast: Cast) -> list[Screen]:
    house = f"/liegenschaften/{cast.lindenstrasse.uuid}/"
    return [
        Screen("start", "/"),
        Screen("start-owner", "/", "ben"),
        Screen("start-moved-out", "/", "dora"),
        Screen("properties", "/liegenschaften/", "ben"),
        Screen("properties-none", "/liegenschaften/", "dora"),
        Screen("property", house),
        Screen("property-owner", f"/liegenschaften/{cast.gartenhof.uuid}/", "ben"),
        Screen("property-documents", f"{house}dokumente/"),
        Screen("property-notices", f"{house}aushang/"),
        Screen("property-contacts", f"{house}kontakte/"),
        Screen("property-emergency", f"{house}notfall/"),
        Screen("emergency", "/notfall/"),
        Screen("more", "/mehr/"),
    ]


def _cases(cast: Cast) -> list[Screen]:
    waiting = f"/vorgaenge/{annas(cast, Case.Status.WAITING_RESIDENT).uuid}/"
    working = f"/vorgaenge/{annas(cast, Case.Status.IN_PROGRESS).uuid}/"
    now = timezone.now()
    promised = f"/vorgaenge/{annas(cast, Case.Status.IN_PROGRESS, due_at__gt=now).uuid}/"
    late = f"/vorgaenge/{annas(cast, Case.Status.WAITING_PROVIDER, due_at__lt=now).uuid}/"
    appointed = _appointed(cast)
    of_flat = f"/vorgaenge/{annas(cast, *Case.UNFINISHED[:2], unit=cast.annas_flat).uuid}/"
    share_case(user=cast.anna, case=annas(cast, Case.Status.WAITING_RESIDENT), circle="owners")
    resolved = f"/vorgaenge/{annas(cast, Case.Status.RESOLVED).uuid}/"
    closed = annas(cast, Case.Status.CLOSED)
    rate_case(user=cast.anna, case=closed, score=4, comment="Schnell und freundlich.")
    rejected = _rejected(cast)
    return [
        Screen("cases", "/vorgaenge/"),
        Screen("cases-waiting", "/vorgaenge/?stand=wartet"),
        Screen("cases-done", "/vorgaenge/?stand=abgeschlossen"),
        Screen("cases-shared-none", "/vorgaenge/?stand=geteilt"),
        Screen("cases-none", "/vorgaenge/", "dora"),
        Screen("case", waiting),
        Screen("case-working", working),
        Screen("case-done", f"/vorgaenge/{closed.uuid}/"),
        Screen("case-resolved", resolved),
        Screen(
            "case-rating-errors", resolved, act=partial(acts.send, form='form[action$="#bewerten"]')
        ),
        Screen("case-rejected", f"/vorgaenge/{rejected.uuid}/"),
        Screen("case-promised", promised),
        Screen("case-late", late),
        Screen("case-appointment", f"/vorgaenge/{appointed.uuid}/"),
        Screen("case-errors", waiting, act=partial(acts.send, form="#antwort")),
        Screen("case-shared", f"{waiting}teilen/"),
        Screen("case-sharing", f"{of_flat}teilen/"),
        Screen("case-sent", f"{working}gesendet/"),
    ]


def _appointed(cast: Cast) -> Case:
    """One for which somebody comes next week."""
    case = annas_case(cast, subject="Fenster klemmt", body="Es lässt sich nicht schließen.")
    start = timezone.now().replace(minute=0) + timedelta(days=7)
    set_appointment(
        user=cast.stefan,
        case=case,
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        note="Der Hausmeister kommt. Bitte räumen Sie die Fensterbank ab.",
    )
    return case


def _rejected(cast: Cast) -> Case:
    """One that was rejected, with the reason."""
    case = annas_case(cast, subject="Markise am Balkon", body="Darf ich eine anbringen?", place="")
    reason = "Das entscheidet die Eigentümerversammlung."
    return change_status(user=cast.stefan, case=case, status=Case.Status.REJECTED, reason=reason)


def _reporting(cast: Cast) -> list[Screen]:
    heating = "/vorgaenge/neu/heating/"
    begun = _begun_pages(cast)
    freezing = CategoryQuestion.objects.of(cast.linde).get(
        category__key="heating", kind="emergency"
    )
    return [
        Screen("report", "/vorgaenge/neu/"),
        Screen("report-heating", heating),
        Screen("report-heating-errors", heating, act=acts.send),
        Screen("report-emergency", f"{heating}?notfall=gefragt&answer-{freezing.uuid}=yes"),
        Screen("report-water", "/vorgaenge/neu/water/"),
        Screen("report-what", f"{heating}was/?betreff=Heizung"),
        Screen("report-errors", "/vorgaenge/neu/noise/was/", act=acts.send),
        Screen("report-draft", "/vorgaenge/neu/light-bell/was/"),
        Screen("report-where", begun["ort"]),
        Screen("report-details", begun["angaben"]),
        Screen("report-details-errors", begun["angaben"], act=acts.send),
        Screen("report-files", begun["dateien"]),
        Screen("report-file-refused", begun["dateien"], act=acts.choose_a_program),
        Screen("report-file-not-sent", begun["dateien"], act=acts.choose_without_reception),
        Screen("report-check", "/vorgaenge/neu/light-bell/pruefen/"),
        Screen("report-owner", "/vorgaenge/neu/", "ben"),
        Screen("report-which-property", "/vorgaenge/neu/heating/", "ben"),
        Screen("report-refused", "/vorgaenge/neu/", "dora"),
    ]


def _begun_pages(cast: Cast) -> dict[str, str]:
    """The pages of reports Anna has begun: where, what else, files."""
    texts = {"subject": "Fleck an der Wand", "body": "Hinter dem Schrank."}
    for topic in ("mould", "meter-reading"):
        category = CaseCategory.objects.of(cast.linde).get(key=topic)
        save_draft(
            user=cast.anna,
            target=Target(category=category, property=cast.lindenstrasse),
            submission_key=uuid4(),
            values=texts,
            files=uploads.check([picture("wand.jpg")]),
        )
    return {
        "ort": "/vorgaenge/neu/mould/ort/",
        "angaben": "/vorgaenge/neu/meter-reading/angaben/",
        "dateien": "/vorgaenge/neu/mould/dateien/",
    }


def _notices(cast: Cast) -> list[Screen]:
    def notice(title: str) -> str:
        return f"/aushang/{_annas_notice(cast, title).uuid}/"

    return [
        Screen("notices", "/aushang/", "ben"),
        # Ben's other flat: nothing was ever put up there.
        Screen("notices-none", f"/liegenschaften/{cast.rosenweg.uuid}/aushang/", "ben"),
        Screen("notice", notice("Wartung der Heizung")),
        Screen("notice-read", notice(_READ_BY_ANNA)),
        Screen("notice-over", notice("Sperrmüll wird abgeholt")),
    ]


def _annas_notice(cast: Cast, title: str) -> Announcement:
    return Announcement.objects.of(cast.linde).get(title=title)


def _incidents(cast: Cast) -> list[Screen]:
    def incident(title: str) -> str:
        return f"/stoerungen/{Incident.objects.of(cast.linde).get(title=title).uuid}/"

    return [
        Screen("incident", incident("Heizung und Warmwasser ausgefallen")),
        Screen("incident-joined", incident("Tor der Tiefgarage öffnet nicht"), "ben"),
        Screen("incident-ended", incident("Haustür schließt nicht")),
    ]


def _hallway(cast: Cast) -> list[Screen]:
    """What the notice leads to."""
    codes = EmergencyCode.objects.of(cast.linde).filter(retired_at=None)
    house = codes.get(property=cast.lindenstrasse)
    entrance = codes.get(building__name="Vorderhaus")
    return [
        Screen("emergency-by-code", f"/notfall/{house.code}/", STRANGER),
        Screen("emergency-by-code-building", f"/notfall/{entrance.code}/", STRANGER),
        Screen("emergency-by-code-gone", "/notfall/verbraucht/", STRANGER),
    ]


def _papers_and_answers() -> list[Screen]:
    return [
        Screen("documents", "/dokumente/"),
        Screen("documents-owner", "/dokumente/", "ben"),
        Screen("documents-none", "/dokumente/?q=Zeppelin"),
        Screen("faq", "/faq/"),
        Screen("faq-found", "/faq/?q=Heizung"),
        Screen("faq-nothing", "/faq/?q=Zeppelin"),
        Screen("answer", "/faq/heizkoerper-bleibt-kalt/"),
    ]


def _own_things() -> list[Screen]:
    settings = "/konto/benachrichtigungen/"
    return [
        Screen("notifications", "/benachrichtigungen/"),
        Screen("notifications-none", "/benachrichtigungen/", "dora"),
        Screen("notification-settings", "/konto/benachrichtigungen/"),
        Screen("notification-settings-errors", settings, act=acts.lose_the_choices),
        Screen("notification-settings-staff", "/konto/benachrichtigungen/", "stefan"),
        Screen("notification-settings-none", "/konto/benachrichtigungen/", "eva"),
        Screen("profile", "/konto/"),
        Screen("password", "/konto/passwort/"),
        Screen("password-errors", "/konto/passwort/", act=acts.send),
        Screen("sign-out", "/konto/abmelden/"),
        Screen("style", "/stil/", "stefan"),
    ]


def _errors(cast: Cast) -> list[Screen]:
    stage = partial(acts.stage, cast=cast)
    return [
        Screen("error-404", "/gibt-es-nicht/"),
        Screen("error-403-late-form", "/konto/anmelden/", STRANGER, act=acts.send_too_late),
        *(
            Screen(f"error-{status}", "/stoerung/", act=partial(stage, status=status))
            for status in (400, 403, 413, 429, 500, 503)
        ),
    ]


def _at_kastanie(cast: Cast) -> list[Screen]:
    """The same portal in another company's colours, with its own logo."""
    house = f"/liegenschaften/{cast.kastanienallee.uuid}/"
    case = Case.objects.of(cast.kastanie).filter(opened_for__user=cast.clara)[:1].get()
    clara = partial(Screen, who="clara", company="kastanie")
    stranger = partial(Screen, who=STRANGER, company="kastanie")
    return [
        stranger("kastanie-login", "/konto/anmelden/"),
        stranger("kastanie-login-errors", "/konto/anmelden/", act=acts.send),
        stranger("kastanie-emergency-signed-out", "/notfall/"),
        clara("kastanie-start", "/"),
        clara("kastanie-property", house),
        clara("kastanie-report", "/vorgaenge/neu/"),
        clara("kastanie-report-errors", "/vorgaenge/neu/heating/was/", act=acts.send),
        clara("kastanie-cases", "/vorgaenge/"),
        clara("kastanie-case", f"/vorgaenge/{case.uuid}/"),
        clara("kastanie-documents", "/dokumente/"),
        clara("kastanie-faq-found", "/faq/?q=Heizung"),
        clara("kastanie-notifications", "/benachrichtigungen/"),
        clara("kastanie-profile", "/konto/"),
    ]
