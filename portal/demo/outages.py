"""The demo's incidents: one that goes on in Anna's house, and one that is over."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from cases.models import CaseCategory, Incident, IncidentScope, IncidentUpdate
from portal.accounts.models import User
from portal.companies.models import Company
from portal.properties.models import Property


@dataclass(frozen=True)
class Outage:
    """One incident; hours count back from now. News are (hours ago, text), oldest first."""

    company: str
    properties: tuple[str, ...]
    category: str
    title: str
    body: str
    began: float
    news: tuple[tuple[float, str], ...]
    expected_in: float | None = None
    ended: float | None = None


OUTAGES = (
    Outage(
        "linde",
        ("101", "102"),
        "heating",
        "Heizung und Warmwasser ausgefallen",
        "Die Heizkörper bleiben kalt, und es gibt kein warmes Wasser. Der Heizungsbau Kramer ist "
        "beauftragt.\n\n"
        "Bitte lassen Sie die Thermostate so, wie sie sind, und halten Sie die Fenster "
        "geschlossen. Brauchen Sie ein Heizgerät, weil kleine Kinder oder kranke Menschen in der "
        "Wohnung sind? Dann rufen Sie uns an.",
        began=5,
        news=(
            (3, "Der Monteur ist im Haus. Ursache ist die Umwälzpumpe im Keller."),
            (
                1,
                "Die Ersatzpumpe ist da, der Einbau hat begonnen. Danach dauert es etwa eine "
                "Stunde, bis das Wasser heiß ist.",
            ),
        ),
        expected_in=3,
    ),
    Outage(
        "linde",
        ("101",),
        "door-lock",
        "Haustür schließt nicht",
        "Das Schloss der Haustür klemmt. Bitte ziehen Sie die Tür hinter sich zu, bis der "
        "Schlosser da war.",
        began=5 * 24,
        news=((4 * 24, "Der Schlosser hat das Schloss getauscht. Ihre Schlüssel passen weiter."),),
        ended=4 * 24,
    ),
)


def write(
    outages: tuple[Outage, ...], users: dict[str, User], companies: dict[str, Company]
) -> None:
    """Raise every incident with its own times; nobody is told of the past."""
    for outage in outages:
        _write(outage, users["stefan" if outage.company == "linde" else "kai"], companies)


def _write(outage: Outage, clerk: User, companies: dict[str, Company]) -> None:
    company, now = companies[outage.company], timezone.now().replace(second=0, microsecond=0)
    ended = None if outage.ended is None else now - timedelta(hours=outage.ended)
    ahead = outage.expected_in
    incident = Incident.objects.create(
        company=company,
        title=outage.title,
        body=outage.body,
        category=CaseCategory.objects.of(company).get(key=outage.category),
        status=Incident.Status.ACTIVE if ended is None else Incident.Status.ENDED,
        starts_at=now - timedelta(hours=outage.began),
        expected_end_at=None if ahead is None else now + timedelta(hours=ahead),
        ended_at=ended,
        raised_by=clerk,
        submission_key=uuid4(),
        created_at=now - timedelta(hours=outage.began),
    )
    for house in Property.objects.of(company).filter(number__in=outage.properties):
        IncidentScope.objects.create(company=company, incident=incident, property=house)
    for hours, body in outage.news:
        IncidentUpdate.objects.create(
            company=company,
            incident=incident,
            body=body,
            author=clerk,
            submission_key=uuid4(),
            created_at=now - timedelta(hours=hours),
        )
