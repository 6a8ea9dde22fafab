"""The demo's documents, as data: title, category, audience, and the lines of each PDF."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Paper:
    """One document of the demo; `days` ago it was written and published."""

    company: str
    property: str
    category: str
    title: str
    audience: str
    days: int
    lines: tuple[str, ...]
    unit: str = ""
    person: str = ""


PAPERS = (
    Paper(
        "linde",
        "101",
        "operating_costs_statement",
        "Betriebskostenabrechnung",
        "person",
        3,
        (
            "Abrechnung für Wohnung 3, Lindenstraße 12.",
            "Umlagefähige Kosten: 2.184,60 €",
            "Geleistete Vorauszahlungen: 2.220,00 €",
            "Guthaben: 35,40 €. Wir überweisen es bis Monatsende.",
        ),
        unit="Wohnung 3",
        person="anna",
    ),
    Paper(
        "linde",
        "101",
        "house_rules",
        "Hausordnung",
        "residents",
        400,
        (
            "Ruhezeiten: 22 bis 6 Uhr, an Sonn- und Feiertagen ganztägig.",
            "Der Hausflur ist ein Rettungsweg und bleibt frei.",
            "Müll bitte nur in die bereitgestellten Tonnen.",
        ),
    ),
    Paper(
        "linde",
        "101",
        "notice",
        "Aushang: Winterdienst",
        "residents",
        11,
        (
            "Der Winterdienst räumt werktags bis 7 Uhr, sonntags bis 9 Uhr.",
            "Bei Glätte wird mit Splitt gestreut.",
        ),
    ),
    Paper(
        "linde",
        "101",
        "lease",
        "Mietvertrag",
        "person",
        500,
        ("Mietvertrag über Wohnung 3, Lindenstraße 12.", "Mietbeginn: 1. Juli."),
        unit="Wohnung 3",
        person="anna",
    ),
    Paper(
        "linde",
        "101",
        "energy_certificate",
        "Energieausweis",
        "residents",
        900,
        ("Verbrauchsausweis, Klasse C.", "Endenergie: 92 kWh je Quadratmeter und Jahr."),
    ),
    Paper(
        "linde",
        "201",
        "minutes",
        "Protokoll der Eigentümerversammlung",
        "owners",
        150,
        (
            "Die Jahresabrechnung wurde genehmigt.",
            "Die Instandsetzung der Tiefgarage wurde beschlossen.",
        ),
    ),
    Paper(
        "linde",
        "201",
        "budget_plan",
        "Wirtschaftsplan",
        "owners",
        45,
        ("Gesamtkosten: 61.300 €", "Zuführung zur Erhaltungsrücklage: 9.000 €"),
    ),
    Paper(
        "linde",
        "201",
        "quote",
        "Angebot Ladeinfrastruktur",
        "board",
        8,
        ("Grundausbau für 24 Stellplätze: 18.900 € netto.",),
    ),
    Paper(
        "linde",
        "201",
        "unit_statement",
        "Einzelabrechnung Wohnung 5",
        "unit",
        150,
        ("Anteil nach Miteigentum: 3.912,18 €", "Vorschüsse: 3.960,00 €"),
        unit="Wohnung 5",
    ),
    Paper(
        "kastanie",
        "501",
        "house_rules",
        "Hausordnung",
        "residents",
        300,
        ("Ruhezeiten: 22 bis 7 Uhr.", "Grillen auf dem Balkon nur mit Elektrogrill."),
    ),
    Paper(
        "kastanie",
        "501",
        "operating_costs_statement",
        "Nebenkostenabrechnung",
        "person",
        20,
        ("Abrechnung für Wohnung 2, Kastanienallee 21.", "Nachzahlung: 48,12 €"),
        unit="Wohnung 2",
        person="clara",
    ),
)
