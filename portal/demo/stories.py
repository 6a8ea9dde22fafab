"""The demo's cases, told as data: who wrote what, how many days ago, and where it stands today."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One thing that happened in a case: so many days ago, at this hour of the company's clock.

    Days below zero count back from the day on which Dora moved out. `who` is a first name of the
    cast. A line with `status` is a change, with `body` a message; `note` marks an internal note,
    `photo` draws a picture to go with the message.
    """

    days: int
    clock: str
    who: str
    body: str = ""
    status: str = ""
    note: bool = False
    photo: str = ""


@dataclass(frozen=True)
class Story:
    """One case of the demo."""

    company: str
    resident: str
    category: str
    property: str
    subject: str
    lines: tuple[Line, ...]
    unit: str = ""
    place: str = ""
    assignee: str = ""
    reason: str = ""
    # The day the clerk has named: so many working days ahead, or days ago and by now overdue.
    due: int | None = None
    # Written down by the clerk in charge, since it came by another way than the portal.
    source: str = "portal"
    # So many working days ahead, from this hour to that one.
    appointment: tuple[int, int, int] | None = None


STORIES = (
    Story(
        "linde",
        "anna",
        "heating",
        "101",
        "Heizkörper im Kinderzimmer bleibt kalt",
        (
            Line(
                7,
                "18:40",
                "anna",
                "Guten Abend, der Heizkörper im Kinderzimmer wird seit gestern nicht mehr warm, "
                "auch auf Stufe 5. Die anderen Räume sind in Ordnung. Entlüftet habe ich schon. "
                "Das Thermometer zeigt 16,5 Grad.",
                photo="heizkoerper.jpg",
            ),
            Line(6, "08:15", "stefan", status="in_progress"),
            Line(
                6,
                "08:15",
                "stefan",
                "Guten Morgen, Frau Berger, danke für die genaue Beschreibung und das Foto. Das "
                "sieht nach einem klemmenden Ventil aus. Ich habe den Heizungsbau Kramer "
                "beauftragt und melde mich mit einem Termin.",
            ),
            Line(
                6, "09:05", "stefan", "Kramer angerufen, Rückruf wegen Termin zugesagt.", note=True
            ),
            Line(
                1,
                "15:20",
                "stefan",
                "Der Monteur kann in dieser Woche zwischen 8 und 10 Uhr kommen und braucht freien "
                "Zugang zum Heizkörper. Welcher Tag passt Ihnen?",
            ),
            Line(1, "15:20", "stefan", status="waiting_resident"),
        ),
        unit="Wohnung 3",
        place="Kinderzimmer",
        assignee="stefan",
    ),
    Story(
        "linde",
        "anna",
        "light-bell",
        "101",
        "Licht im Keller flackert",
        (
            Line(
                5,
                "19:10",
                "anna",
                "Im Kellergang vor den Abteilen flackert die zweite Lampe. Man sieht die Stufe "
                "kaum.",
            ),
            Line(4, "09:30", "stefan", status="in_progress"),
            Line(
                4,
                "09:30",
                "stefan",
                "Vielen Dank für den Hinweis. Elektro Sommer tauscht die Lampe noch diese Woche.",
            ),
            Line(4, "09:30", "stefan", status="waiting_provider"),
        ),
        place="Kellergang",
        assignee="stefan",
        due=-1,
    ),
    Story(
        "linde",
        "anna",
        "statement-question",
        "101",
        "Frage zur Betriebskostenabrechnung",
        (
            Line(
                4,
                "20:05",
                "anna",
                "In der Abrechnung sind die Kosten für den Hausmeister deutlich höher als im "
                "Vorjahr. Können Sie mir sagen, woran das liegt?",
            ),
            Line(3, "11:20", "maria", status="in_progress"),
            Line(
                3,
                "11:20",
                "maria",
                "Guten Tag, Frau Berger, ich lasse mir die Belege zusammenstellen und antworte "
                "Ihnen noch in dieser Woche.",
            ),
        ),
        unit="Wohnung 3",
        assignee="maria",
        due=2,
    ),
    Story(
        "linde",
        "anna",
        "noise",
        "101",
        "Fahrräder versperren den Hausflur",
        (
            Line(
                1,
                "17:45",
                "anna",
                "Seit ein paar Tagen stehen drei Fahrräder im Hausflur. Mit dem Kinderwagen kommt "
                "man nicht mehr vorbei.",
            ),
        ),
        place="Hausflur, Erdgeschoss",
    ),
    Story(
        "linde",
        "anna",
        "other-damage",
        "101",
        "Wasserhahn in der Küche tropft",
        (
            Line(
                12,
                "07:55",
                "anna",
                "Der Wasserhahn in der Küche tropft ständig, auch fest zugedreht.",
            ),
            Line(11, "10:10", "stefan", status="in_progress"),
            Line(
                11,
                "10:10",
                "stefan",
                "Der Hausmeister kommt morgen um 9 Uhr und tauscht die Dichtung.",
            ),
            Line(9, "16:30", "anna", "Die Dichtung ist neu, es tropft nichts mehr. Danke!"),
            Line(9, "16:45", "stefan", status="resolved"),
        ),
        unit="Wohnung 3",
        place="Küche",
        assignee="stefan",
    ),
    Story(
        "linde",
        "anna",
        "name-plate",
        "101",
        "Neues Klingelschild",
        (
            Line(120, "12:30", "anna", "Bitte ändern Sie das Klingelschild auf „Berger“."),
            Line(118, "10:00", "stefan", status="in_progress"),
            Line(
                118, "10:00", "stefan", "Das Schild ist bestellt und wird nächste Woche angebracht."
            ),
            Line(110, "14:00", "stefan", status="resolved"),
            Line(90, "08:00", "stefan", status="closed"),
        ),
        unit="Wohnung 3",
        assignee="stefan",
    ),
    Story(
        "linde",
        "anna",
        "subletting-pets",
        "101",
        "Wohnung im Urlaub an Gäste vermieten",
        (
            Line(
                60,
                "21:15",
                "anna",
                "Darf ich die Wohnung im Sommer tageweise an Feriengäste vermieten?",
            ),
            Line(57, "10:40", "maria", status="in_progress"),
            Line(
                57,
                "10:40",
                "maria",
                "Eine tageweise Vermietung an Gäste können wir leider nicht erlauben. Eine "
                "Untervermietung eines Zimmers auf Dauer prüfen wir gern.",
            ),
            Line(57, "10:40", "maria", status="rejected"),
        ),
        unit="Wohnung 3",
        assignee="maria",
        reason="Eine tageweise Vermietung an Gäste ist nicht erlaubt.",
    ),
    Story(
        "linde",
        "ben",
        "resolution-request",
        "201",
        "Ladestationen in der Tiefgarage",
        (
            Line(
                12,
                "19:30",
                "ben",
                "Ich möchte für die nächste Versammlung einen Beschluss über eine gemeinsame "
                "Ladeinfrastruktur in der Tiefgarage beantragen.",
            ),
            Line(10, "13:15", "maria", status="in_progress"),
            Line(
                10,
                "13:15",
                "maria",
                "Vielen Dank, Herr Yılmaz. Ich setze den Punkt auf die Tagesordnung und hole zwei "
                "Angebote ein.",
            ),
        ),
        place="Tiefgarage",
        assignee="maria",
        due=14,
    ),
    Story(
        "linde",
        "ben",
        "service-charges",
        "201",
        "Hausgeld doppelt abgebucht",
        (Line(1, "07:50", "ben", "Das Hausgeld wurde in diesem Monat zweimal abgebucht."),),
        unit="Wohnung 5",
    ),
    Story(
        "linde",
        "ben",
        "roof-storm",
        "301",
        "Ziegel nach dem Sturm lose",
        (
            Line(
                2,
                "08:05",
                "ben",
                "Über der Gaube liegen nach dem Sturm zwei Ziegel quer in der Rinne.",
            ),
            Line(2, "08:40", "stefan", status="in_progress"),
            Line(2, "08:40", "stefan", "Der Dachdecker ist beauftragt und kommt zum Termin."),
            Line(2, "08:40", "stefan", status="waiting_provider"),
        ),
        place="Dach, Hofseite",
        assignee="stefan",
        source="phone",
        appointment=(1, 8, 10),
    ),
    Story(
        "linde",
        "dora",
        "notice-handover",
        "101",
        "Termin für die Wohnungsübergabe",
        (
            Line(
                -10,
                "12:10",
                "dora",
                "Wann können wir die Wohnung übergeben? Ich bin bis 28. Juni da.",
            ),
            Line(-10, "14:30", "stefan", status="in_progress"),
            Line(
                -10,
                "14:30",
                "stefan",
                "Wir kommen am 27. Juni um 10 Uhr. Bitte bringen Sie die Schlüssel mit.",
            ),
            Line(-3, "10:40", "stefan", status="resolved"),
            Line(-3, "10:45", "stefan", status="closed"),
        ),
        unit="Wohnung 3",
        assignee="stefan",
    ),
    Story(
        "kastanie",
        "clara",
        "door-lock",
        "501",
        "Haustür schließt nicht mehr",
        (
            Line(
                3,
                "21:50",
                "clara",
                "Die Haustür fällt nicht mehr ins Schloss, nachts steht sie offen.",
            ),
            Line(2, "08:20", "kai", status="in_progress"),
            Line(2, "08:20", "kai", "Guten Tag, Frau Novak, der Schlosser kommt heute Nachmittag."),
        ),
        place="Haustür",
        assignee="kai",
    ),
    Story(
        "kastanie",
        "clara",
        "meter-reading",
        "501",
        "Zählerstand Kaltwasser",
        (Line(1, "18:15", "clara", "Der Stand ist heute 218,4 Kubikmeter."),),
        unit="Wohnung 2",
    ),
)
