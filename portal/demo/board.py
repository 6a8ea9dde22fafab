"""The demo's announcements: what hangs on the day of loading, and what hung before."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from portal.accounts.models import User
from portal.announcements.audience import Audience
from portal.announcements.models import Announcement
from portal.companies.models import Company
from portal.core.words import day_long
from portal.properties.models import Building, Property


@dataclass(frozen=True)
class Notice:
    """One announcement; days count from today. `{day}` in the text is the day of the matter."""

    company: str
    properties: tuple[str, ...]
    title: str
    body: str
    since: int
    until: int
    day: int = 0
    audience: str = Audience.EVERYONE
    building: str = ""
    pinned: bool = False


NOTICES = (
    Notice(
        "linde",
        ("101",),
        "Wartung der Heizung",
        "Guten Tag, liebe Bewohnerinnen und Bewohner,\n\n"
        "am {day} wartet der Heizungsbau Kramer die Heizung im Haus. Zwischen 8 und 12 Uhr bleiben "
        "die Heizkörper kalt, und es gibt kein warmes Wasser.\n\n"
        "In die Wohnungen muss niemand. Bitte drehen Sie die Thermostate danach wieder auf.\n\n"
        "Freundliche Grüße\nStefan Vogt",
        since=-2,
        until=7,
        day=6,
        pinned=True,
    ),
    Notice(
        "linde",
        ("101", "102"),
        "Neuer Tag für die Treppenhausreinigung",
        "Guten Tag,\n\n"
        "ab nächster Woche putzt die Reinigungsfirma das Treppenhaus immer am Donnerstagvormittag, "
        "nicht mehr am Montag. Bitte stellen Sie an diesem Tag keine Schuhe und Schirme vor die "
        "Tür.\n\n"
        "Freundliche Grüße\nIhre Hausverwaltung",
        since=-5,
        until=21,
    ),
    Notice(
        "linde",
        ("201",),
        "Einladung zur Begehung der Außenanlagen",
        "Sehr geehrte Eigentümerinnen und Eigentümer,\n\n"
        "am {day} um 16 Uhr sehen wir uns mit dem Beirat den Hof, die Wege und die Spielfläche an. "
        "Treffpunkt ist der Eingang Gartenweg 3. Wer mitkommen möchte, ist herzlich "
        "eingeladen.\n\n"
        "Maria Lenz",
        since=-1,
        until=9,
        day=8,
        audience=Audience.OWNERS,
    ),
    Notice(
        "linde",
        ("201",),
        "Tiefgarage zur Reinigung gesperrt",
        "Guten Tag,\n\n"
        "am {day} wird die Tiefgarage nass gereinigt. Bitte fahren Sie Ihren Wagen bis 7 Uhr "
        "heraus; ab 15 Uhr ist wieder frei.",
        since=-3,
        until=5,
        day=4,
        building="Tiefgarage",
        pinned=True,
    ),
    Notice(
        "linde",
        ("101", "102"),
        "Sperrmüll wird abgeholt",
        "Guten Tag,\n\n"
        "am {day} holt die Stadtreinigung Sperrmüll ab. Bitte stellen Sie ihn erst am Abend davor "
        "an den Straßenrand.",
        since=-50,
        until=-30,
        day=-31,
    ),
    Notice(
        "kastanie",
        ("501",),
        "Wasser am Vormittag abgestellt",
        "Guten Tag,\n\n"
        "am {day} tauscht Elbtal Haustechnik den Hauptwasserzähler. Von 9 bis 11 Uhr fließt kein "
        "Wasser. Bitte halten Sie die Hähne geschlossen.\n\n"
        "Kai Brandt",
        since=-1,
        until=4,
        day=3,
        pinned=True,
    ),
    Notice(
        "kastanie",
        ("501", "601"),
        "Unser Büro ist einen Tag geschlossen",
        "Guten Tag,\n\n"
        "am {day} sind wir auf einer Fortbildung. In Notfällen erreichen Sie den Notruf, alles "
        "andere beantworten wir am Tag danach.",
        since=-4,
        until=12,
        day=11,
    ),
)


def write(
    notices: tuple[Notice, ...], users: dict[str, User], companies: dict[str, Company]
) -> None:
    """Put up every announcement with its own dates; nobody is told of the past."""
    for notice in notices:
        _write(notice, users["stefan" if notice.company == "linde" else "kai"], companies)


def _write(notice: Notice, clerk: User, companies: dict[str, Company]) -> None:
    company, begins = companies[notice.company], _at(notice.since, 8)
    written = Announcement.objects.create(
        company=company,
        title=notice.title,
        body=notice.body.replace("{day}", day_long(_at(notice.day, 12))),
        audience=notice.audience,
        pinned=notice.pinned,
        starts_at=begins,
        ends_at=_at(notice.until, 18),
        created_by=clerk,
        created_at=begins,
        published_at=begins,
        told_at=begins,
    )
    written.properties.set(Property.objects.of(company).filter(number__in=notice.properties))
    if notice.building:
        written.buildings.set(Building.objects.of(company).filter(name=notice.building))


def _at(days: int, hour: int) -> datetime:
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(hour)))
