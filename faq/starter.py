"""The questions a new company starts with: what the portal promises, with facts as placeholders."""

from dataclasses import dataclass

from faq.models import FaqTopic

_Icon = FaqTopic.Icon


@dataclass(frozen=True)
class Answer:
    """A question with its answer; `related` holds the slugs of others."""

    slug: str
    question: str
    answer: str
    search_words: str = ""
    related: tuple[str, ...] = ()

    @property
    def html(self) -> str:
        """The answer without the line breaks of this file."""
        return " ".join(self.answer.split())


@dataclass(frozen=True)
class Topic:
    """A topic with its answers in their order."""

    name: str
    name_en: str
    icon: str
    answers: tuple[Answer, ...]
    is_public: bool = False


SIGN_IN = Topic(
    "Zugang und Anmeldung",
    "Access and signing in",
    _Icon.KEY,
    (
        Answer(
            "wie-melde-ich-mich-an",
            "Wie melde ich mich an, und was finde ich dann?",
            """
            <p>Über den Link, den Sie von uns haben: Er führt auf unser eigenes Portal. Dort melden
            Sie sich mit Ihrer <b>E-Mail-Adresse</b> und Ihrem <b>Passwort</b> an.</p>
            <p>Danach sehen Sie Ihre Liegenschaften: die Häuser, in denen Sie eine Wohnung, ein
            Geschäft oder einen Stellplatz besitzen oder gemietet haben. Von dort geht es zu
            Vorgängen, Dokumenten, Kontakten und Notfallnummern.</p>
            """,
            "einloggen Login Konto Adresse Internetseite Webseite Liegenschaft",
            ("passwort-vergessen", "wie-bekomme-ich-einen-zugang"),
        ),
        Answer(
            "passwort-vergessen",
            "Ich habe mein Passwort vergessen. Was nun?",
            """
            <p>Wählen Sie auf der Anmeldeseite „Passwort vergessen“ und geben Sie Ihre
            E-Mail-Adresse ein. Wir schicken Ihnen einen Link, mit dem Sie ein neues Passwort
            setzen.</p>
            <p>Der Link gilt <b>[[reset_link_minutes]] Minuten</b> und <b>genau einmal</b>. Ist er
            abgelaufen oder schon benutzt, fordern Sie auf demselben Weg jederzeit einen neuen an.
            Es gilt immer nur der letzte.</p>
            <p>Kommt keine E-Mail? Sehen Sie im Spam-Ordner nach, und prüfen Sie, ob es die Adresse
            ist, die wir von Ihnen kennen. An unbekannte Adressen schreiben wir nicht.</p>
            """,
            "Kennwort zurücksetzen Reset neues Passwort Link abgelaufen ungültig",
            ("wie-melde-ich-mich-an",),
        ),
        Answer(
            "wie-bekomme-ich-einen-zugang",
            "Wie bekomme ich einen Zugang?",
            """
            <p>Von uns, mit einer Einladung per E-Mail. Selbst anlegen kann man ein Konto nicht: So
            stellen wir sicher, dass niemand unter Ihrem Namen schreibt.</p>
            <p>Die Einladung gilt [[invitation_days]] Tage. Mit ihr wählen Sie Ihr Passwort. Ist sie
            abgelaufen oder haben Sie nie eine bekommen, sagen Sie uns bitte Bescheid:
            [[company_phone]] ([[company_office_hours]]). Alle Wege zu uns stehen unter
            <a href="/hilfe/">Hilfe</a>.</p>
            """,
            "Registrierung registrieren anmelden Konto Einladung abgelaufen neu Eigentümer Mieter",
        ),
        Answer(
            "was-kostet-das-portal",
            "Was kostet mich das Portal?",
            """
            <p>Nichts. Für Eigentümerinnen, Eigentümer, Mieterinnen und Mieter ist es kostenlos,
            ohne Bezahlfunktion und ohne Werbung. Wir messen auch nicht, was Sie lesen oder
            anklicken.</p>
            """,
            "Preis Gebühr kostenlos gratis Werbung Tracking Abo",
            ("wer-liest-was-ich-schreibe",),
        ),
    ),
    is_public=True,
)

EMERGENCY = Topic(
    "Notfall",
    "Emergency",
    _Icon.ALARM,
    (
        Answer(
            "es-ist-dringend",
            "Es ist dringend: Wen rufe ich an?",
            """
            <p>Sind Menschen in Gefahr, wählen Sie zuerst <b>112</b> (Feuer, Rettung) oder
            <b>110</b> (Polizei).</p>
            <p>Alles andere, was nicht warten kann, steht unter <a href="/notfall/">Notfall</a>, auf
            jeder Seite ganz oben und auch ohne Anmeldung: unsere Notfallnummern und die
            Dienstleister, die Bereitschaft haben. Sind Sie angemeldet, sehen Sie die Nummern für
            Ihr Haus. Sie müssen dafür nichts ausfüllen; einen Vorgang können Sie danach immer noch
            eröffnen.</p>
            """,
            "Notdienst Bereitschaft Notruf Rohrbruch Wasser Gas Feuer Aufzug Nacht Wochenende",
            ("was-ist-ein-notfall",),
        ),
        Answer(
            "was-ist-ein-notfall",
            "Was ist ein Notfall, und was kann ich sofort tun?",
            """
            <p>Ein Notfall ist, was Menschen gefährdet oder mit jeder Stunde größeren Schaden
            macht.</p>
            <ul>
            <li><b>Gasgeruch:</b> kein Licht, keine Klingel, kein Feuer. Fenster auf, Gas zu, alle
            hinaus. Erst draußen telefonieren.</li>
            <li><b>Wasser läuft:</b> Hahn an der Wohnung oder im Keller zudrehen, Strom in nassen
            Räumen abschalten, Nachbarn darunter warnen.</li>
            <li><b>Aufzug steht, jemand ist darin:</b> Notruf im Aufzug drücken und beruhigen. Nicht
            selbst befreien.</li>
            <li><b>Heizung fällt bei Frost aus:</b> Fenster zu, dann den Bereitschaftsdienst
            anrufen.</li>
            </ul>
            <p>Ein tropfender Hahn, eine kaputte Lampe oder ein klemmender Briefkasten haben Zeit
            bis zum nächsten Werktag: Eröffnen Sie dafür bitte einen Vorgang.</p>
            """,
            "Notfall dringend Überschwemmung Rohrbruch Gasgeruch Brand Stromausfall",
            ("es-ist-dringend",),
        ),
    ),
    is_public=True,
)

CASES = Topic(
    "Vorgänge und Nachrichten",
    "Cases and messages",
    _Icon.LETTER,
    (
        Answer(
            "wie-eroeffne-ich-einen-vorgang",
            "Wie eröffne ich einen Vorgang?",
            """
            <p>Öffnen Sie Ihre Liegenschaft und wählen Sie dort das Thema, um das es geht, zum
            Beispiel Heizung oder eine Frage zur Abrechnung. Auf einem breiten Bildschirm stehen die
            häufigsten Themen auch immer links an der Seite.</p>
            <p>Dann beschreiben Sie kurz, was los ist. Fotos helfen uns oft mehr als viele Worte.
            Zum Schluss bekommen Sie eine Nummer, unter der Sie und wir alles wiederfinden.</p>
            """,
            "melden Schaden Anliegen Meldung anlegen neu Anfrage Mangel Kategorie Thema",
            ("was-bedeutet-der-status", "wie-schicke-ich-dateien"),
        ),
        Answer(
            "was-bedeutet-der-status",
            "Woran sehe ich, dass mein Vorgang bearbeitet wird?",
            """
            <p>Am Status: Er wechselt von „[[status_open]]“ zu „[[status_in_progress]]“, sobald sich
            jemand von uns darum kümmert.</p>
            <ul>
            <li><b>[[status_open]]:</b> eingegangen, noch nicht in Arbeit.</li>
            <li><b>[[status_in_progress]]:</b> Wir sind dran.</li>
            <li><b>[[status_waiting_resident]]:</b> Wir haben eine Frage an Sie. Mit Ihrer Antwort
            geht es weiter.</li>
            <li><b>[[status_waiting_provider]]:</b> Ein Handwerksbetrieb oder ein anderer
            Dienstleister ist beauftragt.</li>
            <li><b>[[status_resolved]]:</b> Aus unserer Sicht ist es getan.</li>
            <li><b>[[status_rejected]]:</b> Wir können ihm nicht nachkommen; der Grund steht
            dabei.</li>
            <li><b>[[status_closed]]:</b> abgeschlossen, zum Nachlesen.</li>
            </ul>
            """,
            "Stand Bearbeitung Fortschritt wie lange wann bearbeitet",
            ("wie-erfahre-ich-von-einer-antwort", "erledigt-aber-nicht-behoben"),
        ),
        Answer(
            "wie-erfahre-ich-von-einer-antwort",
            "Wie erfahre ich, dass Sie geantwortet haben?",
            """
            <p>Auf zwei Wegen zugleich: Sie bekommen eine <b>E-Mail</b> mit einem Link zum Vorgang,
            und im Portal zeigt die <b>Glocke</b> oben rechts, dass etwas Neues da ist. Auch wenn
            sich der Status ändert, sagen wir Ihnen das so.</p>
            <p>Möchten Sie weniger E-Mails? Unter „Mein Konto“ wählen Sie, was Sie nur im Portal
            lesen.</p>
            """,
            "Benachrichtigung E-Mail Glocke Antwort Nachricht Rückmeldung neu",
            ("was-bedeutet-der-status",),
        ),
        Answer(
            "wie-schicke-ich-dateien",
            "Wie schreibe ich Ihnen noch etwas, und wie schicke ich Dateien?",
            """
            <p>Öffnen Sie den Vorgang: Darunter schreiben wir uns gegenseitig, so lange, bis alles
            geklärt ist. An jede Nachricht können Sie Dateien hängen, wir auch.</p>
            <p>Möglich sind bis zu [[upload_max_files]] Dateien je Nachricht und bis zu
            [[upload_max_mb]] MB je Datei, und zwar [[upload_types]].</p>
            """,
            "Foto Bild Anhang hochladen Upload PDF Datei zu groß antworten Nachricht Größe",
            ("wer-liest-was-ich-schreibe",),
        ),
        Answer(
            "erledigt-aber-nicht-behoben",
            "Der Vorgang ist erledigt, das Problem aber noch da. Was tue ich?",
            """
            <p>Schreiben Sie einfach in denselben Vorgang, was noch nicht stimmt. Steht er auf
            „[[status_resolved]]“, geht er mit Ihrer Nachricht wieder auf „[[status_in_progress]]“,
            und wir haben die ganze Geschichte beieinander.</p>
            <p>Steht er schon auf „[[status_closed]]“, eröffnen Sie bitte einen neuen und nennen
            darin die alte Nummer.</p>
            """,
            "wieder öffnen kaputt nicht repariert Reklamation nochmal",
        ),
    ),
)

DOCUMENTS = Topic(
    "Dokumente",
    "Documents",
    _Icon.DOCUMENT,
    (
        Answer(
            "warum-geht-der-link-nicht-mehr",
            "Warum lässt sich ein Dokument auf einmal nicht mehr öffnen?",
            """
            <p>Jedes Mal, wenn Sie ein Dokument anklicken, entsteht ein eigener Link nur für Sie. Er
            gilt <b>[[document_link_minutes]] Minuten</b>; danach ist er wertlos, auch wenn ihn
            jemand in Ihrem Verlauf oder in einer Nachricht findet.</p>
            <p>Ist die Zeit um, klicken Sie im Portal noch einmal auf das Dokument: Sie bekommen
            sofort einen neuen Link. Möchten Sie etwas behalten, speichern Sie die Datei.</p>
            """,
            "Link abgelaufen herunterladen Download PDF öffnen Fehler Gültigkeit",
            ("welche-dokumente-sehe-ich",),
        ),
        Answer(
            "welche-dokumente-sehe-ich",
            "Welche Dokumente sehe ich?",
            """
            <p>Die, die Sie angehen: Papiere für alle im Haus wie die Hausordnung, für
            Eigentümerinnen und Eigentümer auch Protokolle und Abrechnungen, und was nur für Sie
            oder Ihre Einheit bestimmt ist. Was andere betrifft, sehen Sie nicht, und andere nicht,
            was Sie betrifft.</p>
            <p>Fehlt etwas? Eröffnen Sie einen Vorgang, dann stellen wir es bereit.</p>
            """,
            "Abrechnung Protokoll Hausordnung Mietvertrag Energieausweis Unterlagen fehlt",
            ("warum-geht-der-link-nicht-mehr", "was-sehe-ich-nach-dem-auszug"),
        ),
    ),
)

DATA = Topic(
    "Ihre Daten",
    "Your data",
    _Icon.SHIELD,
    (
        Answer(
            "wer-liest-was-ich-schreibe",
            "Wer liest, was ich schreibe?",
            """
            <p>Sie und die Sachbearbeitung von [[company_name]]. Nachbarn lesen Ihre Vorgänge nicht,
            auch nicht im selben Haus. Wer bei uns nur die Texte des Portals pflegt, sieht sie
            ebenfalls nicht.</p>
            """,
            "Datenschutz Nachbarn vertraulich geheim privat sehen",
        ),
        Answer(
            "was-sehe-ich-nach-dem-auszug",
            "Was sehe ich noch, wenn ich ausgezogen bin oder verkauft habe?",
            """
            <p>Ihre eigenen Vorgänge und die Dokumente aus Ihrer Zeit bleiben für Sie lesbar. Neues
            aus dem Haus sehen Sie nicht mehr, und wer nach Ihnen kommt, sieht nichts von
            Ihnen.</p>
            """,
            "Umzug Auszug Kündigung Verkauf Nachmieter früher",
        ),
        Answer(
            "sprache-umstellen",
            "Kann ich das Portal auf Englisch benutzen?",
            """
            <p>Ja. Ganz unten auf jeder Seite wechseln Sie zwischen Deutsch und Englisch. Texte, die
            wir selbst schreiben, etwa diese Antworten, gibt es bisher nur auf Deutsch.</p>
            """,
            "English language Sprache Englisch umstellen",
        ),
    ),
)

HOUSE = Topic(
    "Heizung und Wasser",
    "Heating and water",
    _Icon.HEATING,
    (
        Answer(
            "heizkoerper-bleibt-kalt",
            "Ein Heizkörper bleibt kalt. Was kann ich tun?",
            """
            <p>Drehen Sie das Thermostat ganz auf und warten Sie zehn Minuten. Gluckert es, ist
            meist Luft im Heizkörper: Halten Sie ein Gefäß unter das Entlüftungsventil und öffnen
            Sie es eine halbe Umdrehung, bis Wasser kommt. Dann wieder zudrehen.</p>
            <p>Bleibt er kalt, oder sind mehrere Räume betroffen, eröffnen Sie bitte einen
            Vorgang.</p>
            """,
            "Heizung kalt entlüften Thermostat warm Radiator",
            ("es-ist-dringend",),
        ),
        Answer(
            "wo-drehe-ich-das-wasser-ab",
            "Wo drehe ich das Wasser ab?",
            """
            <p>In vielen Wohnungen sitzen die Ventile unter der Spüle, im Bad oder hinter einer
            kleinen Klappe, für das ganze Haus im Keller. Sehen Sie am besten heute nach und nicht
            erst, wenn es läuft. Dreht sich ein Ventil nicht mehr, melden Sie uns das bitte.</p>
            """,
            "Hauptwasserhahn Absperrhahn Absperrventil Rohrbruch Haupthahn",
            ("was-ist-ein-notfall",),
        ),
    ),
)

STARTER_TOPICS = (SIGN_IN, EMERGENCY, CASES, DOCUMENTS, DATA, HOUSE)
