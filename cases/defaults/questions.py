"""What the default topics ask: emergencies before anything is typed, then what a clerk needs."""

from cases.defaults.topic import Kind, Question


def _emergency(german: str, english: str) -> Question:
    return Question(Kind.EMERGENCY, (german, english))


COLD = (
    _emergency(
        "Ist die ganze Wohnung ohne Heizung, und draußen friert es?",
        "Is the whole flat without heating, and is it freezing outside?",
    ),
    Question(
        Kind.CHOICE,
        ("Was ist betroffen?", "What is affected?"),
        choices=(
            ("Nur ein Heizkörper", "One radiator only"),
            ("Die ganze Heizung", "All of the heating"),
            ("Warmwasser", "Hot water"),
            ("Heizung und Warmwasser", "Heating and hot water"),
        ),
    ),
)
SEWAGE = (
    _emergency(
        "Tritt Abwasser aus, oder steigt es in der Wohnung hoch?",
        "Is sewage coming out, or rising in the flat?",
    ),
)
LIFT = (_emergency("Ist jemand im Aufzug eingeschlossen?", "Is somebody trapped in the lift?"),)
LOCKED_OUT = (
    _emergency(
        "Kommen Sie nicht in Ihre Wohnung, oder bleibt das Haus über Nacht offen?",
        "Can you not get into your flat, or will the house stay open overnight?",
    ),
)
STORM = (
    _emergency(
        "Können Teile herabfallen, oder dringt gerade Wasser ein?",
        "Could parts fall down, or is water coming in right now?",
    ),
)
MOULD = (
    Question(
        Kind.CHOICE,
        ("Wie groß ist die Stelle?", "How large is the spot?"),
        choices=(
            ("Kleiner als ein Blatt Papier", "Smaller than a sheet of paper"),
            ("Größer", "Larger"),
            ("Mehrere Stellen", "Several spots"),
        ),
    ),
    Question(
        Kind.PHOTO,
        ("Fotos der Stelle und des ganzen Zimmers", "Photos of the spot and of the whole room"),
    ),
)
LOST_KEY = (
    _emergency("Stehen Sie gerade vor verschlossener Tür?", "Are you locked out at this moment?"),
    Question(
        Kind.CHOICE,
        ("Welcher Schlüssel fehlt?", "Which key is missing?"),
        choices=(
            ("Haus- und Wohnungstür", "House and flat"),
            ("Haustür", "House"),
            ("Wohnungstür", "Flat"),
            ("Briefkasten", "Letter box"),
            ("Keller", "Cellar"),
            ("Ein anderer", "Another one"),
        ),
    ),
    Question(
        Kind.DATE,
        ("Seit wann fehlt er?", "Since when is it missing?"),
    ),
)
NAME_PLATE = (
    Question(
        Kind.TEXT,
        ("Welcher Name soll auf dem Schild stehen?", "Which name is to be on the plate?"),
        ("Genau so, wie er dort stehen soll", "Exactly as it is to be written"),
    ),
)
METER = (
    Question(
        Kind.CHOICE,
        ("Welcher Zähler?", "Which meter?"),
        choices=(
            ("Kaltwasser", "Cold water"),
            ("Warmwasser", "Hot water"),
            ("Heizung", "Heating"),
            ("Strom", "Electricity"),
            ("Gas", "Gas"),
        ),
        required=True,
    ),
    Question(
        Kind.TEXT,
        ("Zählernummer", "Number of the meter"),
        ("Sie steht auf dem Zähler.", "It is written on the meter."),
    ),
    Question(
        Kind.NUMBER,
        ("Zählerstand", "Reading"),
        ("Mit den Stellen nach dem Komma", "With the digits after the comma"),
        required=True,
    ),
    Question(Kind.DATE, ("Wann haben Sie abgelesen?", "When did you read it?"), required=True),
    Question(Kind.PHOTO, ("Ein Foto des Zählers", "A photo of the meter")),
)
MOVING_OUT = (
    Question(
        Kind.DATE,
        ("Wann soll die Übergabe sein?", "When is the handover to be?"),
        ("Wenn Sie es schon wissen", "If you know already"),
    ),
)
CALL_BACK = (
    Question(
        Kind.TEXT,
        ("Unter welcher Nummer erreichen wir Sie?", "On which number do we reach you?"),
    ),
    Question(
        Kind.CHOICE,
        ("Wann passt es Ihnen am besten?", "When does it suit you best?"),
        choices=(("Vormittags", "In the morning"), ("Nachmittags", "In the afternoon")),
    ),
)
