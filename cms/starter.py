"""The pages a new company starts with: honest templates, with gaps named for what they are."""

from dataclasses import dataclass
from typing import Any

# Where only the company itself knows what to write.
GAP = "[bitte ergänzen]"


@dataclass(frozen=True)
class StarterPage:
    """A content page; `branding_field` is where the company's footer finds it."""

    title: str
    slug: str
    body: list[dict[str, Any]]
    branding_field: str = ""


def _text(html: str) -> dict[str, Any]:
    return {"type": "text", "value": " ".join(html.split())}


def _to_complete(what: str) -> dict[str, Any]:
    return {
        "type": "notice",
        "value": {
            "kind": "attention",
            "title": "Diese Seite ist eine Vorlage",
            "text": f"<p>{what} Stellen mit „{GAP}“ füllt die Hausverwaltung aus und nimmt diesen "
            "Hinweis danach heraus.</p>",
        },
    }


IMPRINT = StarterPage(
    "Impressum",
    "impressum",
    [
        _to_complete("Angaben nach § 5 Digitale-Dienste-Gesetz."),
        _text(
            f"""
            <h2>Anbieter</h2>
            <p>[[company_name]]<br/>[[company_address]]</p>
            <p>Rechtsform und Vertretung: {GAP}</p>
            <h2>Kontakt</h2>
            <p>Telefon: [[company_phone]]<br/>E-Mail: [[company_email]]</p>
            <h2>Register und Steuern</h2>
            <p>Handelsregister und Nummer: {GAP}<br/>Umsatzsteuer-Identifikationsnummer: {GAP}</p>
            <h2>Erlaubnis und Aufsicht</h2>
            <p>Erlaubnis nach § 34c Gewerbeordnung, erteilt durch: {GAP}<br/>
            Zuständige Aufsichtsbehörde: {GAP}</p>
            <h2>Streitbeilegung</h2>
            <p>Ob wir an Verfahren vor einer Verbraucherschlichtungsstelle teilnehmen: {GAP}</p>
            """
        ),
    ],
    "imprint_page",
)

PRIVACY = StarterPage(
    "Datenschutz",
    "datenschutz",
    [
        _to_complete(
            "Was das Portal tut, steht hier; was die Hausverwaltung sonst tut, fehlt noch."
        ),
        _text(
            f"""
            <h2>Wer verantwortlich ist</h2>
            <p>[[company_name]], [[company_address]]<br/>Telefon: [[company_phone]]<br/>
            E-Mail: [[company_email]]</p>
            <p>Datenschutzbeauftragte Person: {GAP}</p>
            <h2>Welche Daten das Portal verarbeitet</h2>
            <ul>
            <li>Name, E-Mail-Adresse und Telefonnummer, dazu die Einheiten, die Sie besitzen oder
            gemietet haben, und den Zeitraum</li>
            <li>Vorgänge mit Nachrichten, Dateien und ihrem Verlauf</li>
            <li>Dokumente, die für Sie bereitgestellt werden</li>
            <li>Benachrichtigungen und ob sie zugestellt wurden</li>
            </ul>
            <h2>Wozu und auf welcher Grundlage</h2>
            <p>Wir verwalten Ihr Haus und beantworten Ihre Anliegen: Das gehört zum Vertrag oder
            bereitet ihn vor (Artikel 6 Absatz 1 Buchstabe b DSGVO). Rechnungen, Abrechnungen und
            Beschlüsse bewahren wir auf, weil Gesetze es verlangen (Buchstabe c). Weitere Zwecke:
            {GAP}</p>
            <h2>Cookies und fremde Dienste</h2>
            <p>Das Portal setzt nur, was es zum Arbeiten braucht: ein Cookie für Ihre Anmeldung,
            eines, das Formulare gegen Fälschung schützt, und eines für die gewählte Sprache. Es
            misst nicht, wer was liest, zeigt keine Werbung und lädt nichts von fremden
            Servern.</p>
            <h2>Wer die Daten bekommt</h2>
            <p>Ihre Vorgänge lesen Sie und die Sachbearbeitung von [[company_name]]. Beauftragte
            Dienstleister, etwa für den Betrieb des Servers und den Versand der E-Mails: {GAP}</p>
            <h2>Wie lange wir sie behalten</h2>
            <p>{GAP}</p>
            <h2>Ihre Rechte</h2>
            <p>Sie können Auskunft, Berichtigung, Löschung, Einschränkung und die Herausgabe Ihrer
            Daten verlangen und einer Verarbeitung widersprechen (Artikel 15 bis 21 DSGVO).
            Beschweren können Sie sich bei der Aufsichtsbehörde für den Datenschutz: {GAP}</p>
            """
        ),
    ],
    "privacy_page",
)

ACCESSIBILITY = StarterPage(
    "Erklärung zur Barrierefreiheit",
    "barrierefreiheit",
    [
        _to_complete("Ob dieses Portal barrierefrei ist, hat noch niemand geprüft."),
        _text(
            f"""
            <h2>Worum es geht</h2>
            <p>[[company_name]] möchte, dass alle dieses Portal benutzen können: mit Tastatur, mit
            Vorleseprogramm, mit großer Schrift, auf kleinen Bildschirmen. Maßstab sind die Web
            Content Accessibility Guidelines (WCAG) 2.2, Stufe AA.</p>
            <h2>Wie weit wir sind</h2>
            <p>Geprüft am: {GAP}<br/>Geprüft durch: {GAP}<br/>Was noch nicht barrierefrei ist:
            {GAP}</p>
            <h2>Etwas geht nicht?</h2>
            <p>Bitte sagen Sie es uns: Telefon [[company_phone]], E-Mail [[company_email]]. Sie
            bekommen von uns dann auch auf anderem Weg, was Sie brauchen.</p>
            <h2>Wenn wir nicht helfen</h2>
            <p>Für Verbraucherinnen und Verbraucher ist die Marktüberwachungsstelle der Länder für
            die Barrierefreiheit von Produkten und Dienstleistungen zuständig, für Streitfälle die
            Schlichtungsstelle nach § 16 Behindertengleichstellungsgesetz. Anschriften: {GAP}</p>
            """
        ),
    ],
    "accessibility_page",
)

HELP = StarterPage(
    "Hilfe",
    "hilfe",
    [
        _text(
            """
            <h2>Es eilt</h2>
            <p>Bei Gefahr für Menschen wählen Sie 112. Die Nummern für Ihr Haus stehen unter
            <a href="/notfall/">Notfall</a>, oben auf jeder Seite.</p>
            <h2>Antworten</h2>
            <p>Anmelden, Vorgänge, Dokumente: Die <a href="/faq/">häufigen Fragen</a> lassen sich
            durchsuchen, einen Teil davon lesen Sie auch ohne Anmeldung.</p>
            <h2>Mit uns sprechen</h2>
            <p>Sie erreichen [[company_name]] unter [[company_phone]] ([[company_office_hours]])
            oder per E-Mail: [[company_email]]. Niemand muss das Portal benutzen: Ein Anruf oder
            ein Brief genügt.</p>
            """
        )
    ],
)

STARTER_PAGES = (IMPRINT, PRIVACY, ACCESSIBILITY, HELP)
