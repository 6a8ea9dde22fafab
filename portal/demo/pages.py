"""Writes the demo's pages: what editors tell about the properties, and at the sign-in."""

from typing import Any

from cms.actions import publish_property_page
from cms.pages import home_page
from portal.companies.models import Company
from portal.properties.models import Property

Block = dict[str, Any]

WELCOMES = {
    "linde": (
        "Rund um Ihr Zuhause in Leipzig",
        "<p>Noch kein Zugang? Wir schicken Ihnen gern eine Einladung.</p>",
    ),
    "kastanie": (
        "Ihre Wohnung, Ihre Unterlagen, ein Ort",
        "<p>Ihre Einladung kommt per E-Mail und gilt [[invitation_days]] Tage.</p>",
    ),
}


def _text(html: str) -> Block:
    return {"type": "text", "value": html}


def _notice(kind: str, title: str, text: str) -> Block:
    return {"type": "notice", "value": {"kind": kind, "title": title, "text": f"<p>{text}</p>"}}


def _contact(title: str, phone: str, text: str) -> Block:
    value = {"title": title, "name": "", "phone": phone, "email": "", "text": text}
    return {"type": "contact", "value": value}


# By company and property number.
PAGES: dict[tuple[str, str], list[Block]] = {
    ("linde", "101"): [
        _text(
            "<p>Das Haus von 1908 hat vier Wohnungen und einen Hof mit Linde, der allen gehört. "
            "Der Fahrradkeller liegt links neben der Kellertreppe.</p>"
            "<ul><li>Restmüll: jeden Dienstag</li><li>Papier: jeden zweiten Freitag</li>"
            "<li>Sperrmüll: nur nach Anmeldung bei der Stadt</li></ul>"
        ),
        _notice(
            "info",
            "Waschküche",
            "Der Plan hängt an der Tür. Bitte tragen Sie sich höchstens zweimal in der Woche ein.",
        ),
        _contact("Hausmeisterdienst", "0341 555 03 40", "Werktags von 7 bis 15 Uhr"),
    ],
    ("linde", "201"): [
        _text(
            "<p>Zur Gemeinschaft gehören die Häuser Gartenweg 3 bis 7, die Tiefgarage und der "
            "Innenhof mit Spielplatz.</p>"
            "<ul><li>Tiefgarage: bitte Schritttempo, das Tor schließt nach 30 Sekunden</li>"
            "<li>Innenhof: Grillen nur auf dem gepflasterten Platz</li></ul>"
        ),
        _notice(
            "attention",
            "Wallbox geplant?",
            "Bitte eröffnen Sie einen Vorgang, bevor Sie etwas bestellen: Die Anlage in der "
            "Tiefgarage trägt nur eine begrenzte Zahl von Anschlüssen.",
        ),
    ],
    ("kastanie", "501"): [
        _text(
            "<p>Das Haus steht unter Denkmalschutz. Fragen Sie uns bitte, bevor Sie an Fenstern, "
            "Türen oder dem Balkon etwas ändern.</p>"
        ),
        _notice("info", "Haustür", "Ab 22 Uhr ist die Haustür abgeschlossen."),
    ],
}


def write(companies: dict[str, Company]) -> None:
    """Publish the properties' pages and the words at the sign-in."""
    for (slug, number), body in PAGES.items():
        place = Property.objects.of(companies[slug]).get(number=number)
        publish_property_page(property=place, body=body)
    for slug, (claim, welcome) in WELCOMES.items():
        home = home_page(companies[slug])
        assert home is not None  # noqa: S101 -- set_up_company has made it
        home.claim, home.welcome = claim, welcome
        home.save()
