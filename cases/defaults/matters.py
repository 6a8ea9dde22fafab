"""House, money, association, tenancy, and everything else: topics that take days, not minutes."""

from cases.defaults import questions
from cases.defaults.topic import Topic
from cases.models import CaseCategory, TermUnit, Urgency

_Group = CaseCategory.Group
_OWNERS = CaseCategory.Audience.OWNERS
_TENANTS = CaseCategory.Audience.TENANTS
# Important, but nothing that is settled within hours.
_A_DAY = (1, TermUnit.DAYS)
_DAYS = (3, TermUnit.DAYS)

_HOUSE = (
    Topic(
        "noise",
        _Group.HOUSE,
        ("Lärm, Hausordnung", "Noise, house rules"),
        ("Ruhezeiten, Rücksicht, Streit im Haus", "Quiet hours, consideration, disputes"),
        "volume-2",
        asks_place=True,
    ),
    Topic(
        "cleaning",
        _Group.HOUSE,
        ("Reinigung, Winterdienst, Müll", "Cleaning, winter service, waste"),
        ("Treppenhaus, Gehweg, Tonnen", "Stairwell, pavement, bins"),
        "brush-cleaning",
        asks_place=True,
    ),
    Topic(
        "parking",
        _Group.HOUSE,
        ("Parken", "Parking"),
        ("Stellplatz, Tiefgarage, Fremdparker", "Parking space, garage, strangers' cars"),
        "car",
        Urgency.LOW,
        asks_place=True,
    ),
)

_FINANCE = (
    Topic(
        "statement-question",
        _Group.FINANCE,
        ("Frage zur Abrechnung", "Question about a statement"),
        ("Hausgeld-, Betriebs- oder Heizkosten", "Service charges, operating or heating costs"),
        "receipt-text",
        in_sidebar=True,
    ),
    Topic(
        "inspection",
        _Group.FINANCE,
        ("Belegeinsicht", "Inspection of receipts"),
        ("Rechnungen hinter der Abrechnung ansehen", "See the invoices behind a statement"),
        "file-search",
    ),
    Topic(
        "bank-details",
        _Group.FINANCE,
        ("Bankverbindung, SEPA", "Bank details, direct debit"),
        ("Konto ändern, Lastschrift erteilen", "Change the account, set up direct debit"),
        "landmark",
        Urgency.LOW,
    ),
    Topic(
        "tax-certificate",
        _Group.FINANCE,
        ("Bescheinigung nach § 35a", "Certificate under section 35a"),
        ("Haushaltsnahe Leistungen für die Steuer", "Household services for your tax return"),
        "file-badge",
        Urgency.LOW,
    ),
    Topic(
        "service-charges",
        _Group.FINANCE,
        ("Hausgeld", "Monthly owner's charges"),
        ("Vorauszahlung, Rückstand, Anpassung", "Advance payments, arrears, changes"),
        "wallet",
        audience=_OWNERS,
    ),
    Topic(
        "rent-increase",
        _Group.FINANCE,
        ("Mieterhöhung", "Rent increase"),
        ("Frage oder Zustimmung zu einem Schreiben", "Question about or consent to a letter"),
        "trending-up",
        audience=_TENANTS,
    ),
)

_WEG = (
    Topic(
        "resolution-request",
        _Group.WEG,
        ("Antrag zur Tagesordnung", "Motion for the agenda"),
        ("Beschlussantrag für die nächste Versammlung", "Motion for the next owners' meeting"),
        "gavel",
        audience=_OWNERS,
    ),
    Topic(
        "structural-change",
        _Group.WEG,
        ("Bauliche Veränderung", "Structural change"),
        ("Balkonkraftwerk, Wallbox, Markise", "Balcony solar, wallbox, awning"),
        "hammer",
        audience=_OWNERS,
    ),
    Topic(
        "sale-consent",
        _Group.WEG,
        ("Verkauf, Zustimmung der Verwaltung", "Sale, manager's consent"),
        ("Ihr Notar braucht unsere Zustimmung", "Your notary needs our consent"),
        "handshake",
        Urgency.HIGH,
        _OWNERS,
        guidance=(
            (
                "Halten Sie Notar, Aktenzeichen und Datum des Vertrags bereit.",
                "Have the notary, the reference and the date of the contract ready.",
            ),
        ),
        term=_DAYS,
    ),
    Topic(
        "change-of-hands",
        _Group.WEG,
        ("Eigentümer- oder Mieterwechsel", "Change of owner or tenant"),
        ("Wer aus- und einzieht, ab wann", "Who moves out and in, from when"),
        "users",
        audience=_OWNERS,
    ),
    Topic(
        "meeting-proxy",
        _Group.WEG,
        ("Versammlung, Vollmacht", "Owners' meeting, proxy"),
        ("Teilnahme, Vertretung, Protokoll", "Attendance, proxy, minutes"),
        "calendar-check",
        audience=_OWNERS,
    ),
    Topic(
        "records-inspection",
        _Group.WEG,
        ("Unterlageneinsicht", "Inspection of records"),
        ("Verträge, Beschlüsse, Kontoauszüge", "Contracts, resolutions, bank statements"),
        "folder-search",
        audience=_OWNERS,
    ),
)

_RENTAL = (
    Topic(
        "notice-handover",
        _Group.RENTAL,
        ("Kündigung, Übergabe", "Notice, handover"),
        ("Auszug, Termin für die Übergabe", "Moving out, date of the handover"),
        "truck",
        Urgency.HIGH,
        _TENANTS,
        guidance=(
            (
                "Eine Kündigung gilt nur auf Papier mit Unterschrift. Schicken Sie uns den Brief.",
                "Notice is only valid on signed paper. Please send us the letter by post.",
            ),
            (
                "Hier vereinbaren Sie den Termin und fragen, was bei der Übergabe zählt.",
                "Here you arrange the date and ask what matters at the handover.",
            ),
        ),
        term=_DAYS,
        questions=questions.MOVING_OUT,
    ),
    Topic(
        "landlord-confirmation",
        _Group.RENTAL,
        ("Wohnungsgeberbestätigung", "Landlord's confirmation"),
        ("Für die Anmeldung beim Bürgeramt", "For registering at the residents' office"),
        "stamp",
        Urgency.HIGH,
        _TENANTS,
        guidance=(
            (
                "Sie brauchen sie innerhalb von zwei Wochen nach dem Einzug.",
                "You need it within two weeks of moving in.",
            ),
            (
                "Nennen Sie das Datum des Einzugs und alle Personen, die einziehen.",
                "Tell us the day you moved in and everybody who moves in.",
            ),
        ),
        term=_DAYS,
    ),
    Topic(
        "subletting-pets",
        _Group.RENTAL,
        ("Untervermietung, Tierhaltung", "Subletting, pets"),
        ("Erlaubnis für Mitbewohner oder Haustier", "Permission for a lodger or a pet"),
        "paw-print",
        audience=_TENANTS,
    ),
    Topic(
        "rent-certificate",
        _Group.RENTAL,
        ("Mietbescheinigung", "Rent certificate"),
        ("Für Amt, Bank oder neuen Vermieter", "For an authority, a bank, a new landlord"),
        "file-check",
        Urgency.LOW,
        _TENANTS,
    ),
    Topic(
        "deposit",
        _Group.RENTAL,
        ("Kaution", "Deposit"),
        ("Anlage, Bürgschaft, Rückzahlung", "Investment, guarantee, repayment"),
        "piggy-bank",
        Urgency.LOW,
        _TENANTS,
    ),
)

_GENERAL = (
    Topic(
        "meter-reading",
        _Group.GENERAL,
        ("Zählerstand melden", "Report a meter reading"),
        ("Strom, Gas, Wasser, Wärme", "Electricity, gas, water, heat"),
        "gauge",
        Urgency.LOW,
        in_sidebar=True,
        questions=questions.METER,
    ),
    Topic(
        "personal-data",
        _Group.GENERAL,
        ("Name, Adresse, Telefon ändern", "Change name, address, phone"),
        ("Ihre Daten bei uns", "Your details with us"),
        "contact",
        Urgency.LOW,
    ),
    Topic(
        "document-request",
        _Group.GENERAL,
        ("Dokument anfordern", "Ask for a document"),
        ("Etwas fehlt unter Dokumente", "Something is missing under documents"),
        "file-plus",
        Urgency.LOW,
    ),
    Topic(
        "call-back",
        _Group.GENERAL,
        ("Rückruf", "Call back"),
        ("Wir rufen Sie an: worum geht es, wann?", "We call you: what about, and when?"),
        "phone-call",
        term=_A_DAY,
        questions=questions.CALL_BACK,
    ),
    Topic(
        "data-protection",
        _Group.GENERAL,
        ("Datenschutz", "Data protection"),
        ("Auskunft, Berichtigung, Löschung", "Information, correction, erasure"),
        "shield",
        Urgency.HIGH,
        guidance=(
            (
                "Sie brauchen keinen Grund zu nennen. Wir antworten innerhalb eines Monats.",
                "You need not give a reason. We answer within one month.",
            ),
        ),
        term=_DAYS,
    ),
    Topic(
        "praise-complaint",
        _Group.GENERAL,
        ("Lob und Beschwerde", "Praise and complaints"),
        ("Was gut war, was besser werden soll", "What was good, what should get better"),
        "message-square-heart",
        Urgency.LOW,
    ),
)

MATTERS = (*_HOUSE, *_FINANCE, *_WEG, *_RENTAL, *_GENERAL)
