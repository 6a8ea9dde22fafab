"""Damage, faults, keys: the topics where minutes or hours count, with what to do at once."""

from cases.defaults import questions
from cases.defaults.topic import Topic
from cases.models import CaseCategory, Urgency

_DAMAGE = CaseCategory.Group.DAMAGE
_KEYS = CaseCategory.Group.KEYS

DAMAGE = (
    Topic(
        "water",
        _DAMAGE,
        ("Wasser, Rohrbruch", "Water, burst pipe"),
        ("Wasser läuft aus oder kommt durch die Decke", "Water is leaking or comes through"),
        "droplets",
        Urgency.EMERGENCY,
        asks_place=True,
        guidance=(
            (
                "Drehen Sie das Wasser ab: am Ventil der Wohnung, sonst am Haupthahn im Keller.",
                "Turn the water off: at your flat's valve, or at the main tap in the cellar.",
            ),
            (
                "Steht Wasser in der Nähe von Steckdosen? Schalten Sie die Sicherungen aus.",
                "Is there water near sockets? Switch off the fuses.",
            ),
            (
                "Rufen Sie den Notdienst an und sagen Sie den Nachbarn darunter Bescheid.",
                "Call the emergency service and tell the neighbours below.",
            ),
            (
                "Machen Sie Fotos, bevor Sie aufräumen: Ihre Versicherung fragt danach.",
                "Take photos before you clear up: your insurance will ask for them.",
            ),
        ),
    ),
    Topic(
        "gas-fire",
        _DAMAGE,
        ("Gasgeruch, Brand", "Smell of gas, fire"),
        ("Haus verlassen, dann 112 anrufen", "Leave the house, then call 112"),
        "flame",
        Urgency.EMERGENCY,
        asks_place=True,
        guidance=(
            (
                "Verlassen Sie das Haus und warnen Sie andere, ohne zu klingeln.",
                "Leave the house and warn others without ringing the bell.",
            ),
            (
                "Bei Gasgeruch: keinen Schalter, kein Feuer, kein Telefon im Haus. Fenster auf.",
                "Smell of gas: no switch, no flame, no phone indoors. Open the windows.",
            ),
            (
                "Rufen Sie draußen die 112 an, bei Gas auch den Netzbetreiber.",
                "Once outside, call 112, and for gas the network operator too.",
            ),
            (
                "Schreiben Sie uns erst, wenn alle in Sicherheit sind.",
                "Write to us only when everybody is safe.",
            ),
        ),
    ),
    Topic(
        "power-cut",
        _DAMAGE,
        ("Stromausfall", "Power cut"),
        ("Wohnung oder ganzes Haus ohne Strom", "Flat or whole house without electricity"),
        "zap-off",
        Urgency.EMERGENCY,
        asks_place=True,
        guidance=(
            (
                "Sehen Sie nach den Sicherungen und dem FI-Schalter in Ihrer Wohnung.",
                "Check the fuses and the residual-current switch in your flat.",
            ),
            (
                "Ist auch die Straße dunkel? Dann hilft nur der Netzbetreiber.",
                "Is the street dark as well? Then only the network operator can help.",
            ),
            (
                "Fällt die Sicherung wieder? Ziehen Sie alle Geräte ab und rufen Sie an.",
                "Does the fuse blow again? Unplug all devices and call.",
            ),
        ),
    ),
    Topic(
        "heating",
        _DAMAGE,
        ("Heizung, Warmwasser", "Heating, hot water"),
        ("Heizkörper kalt, kein warmes Wasser", "Radiators cold, no hot water"),
        "heater",
        Urgency.HIGH,
        asks_place=True,
        in_sidebar=True,
        guidance=(
            (
                "Drehen Sie das Thermostat einmal ganz auf und wieder zu.",
                "Turn the thermostat fully up and down again once.",
            ),
            (
                "Fragen Sie kurz im Haus: Ist es überall kalt oder nur bei Ihnen?",
                "Ask a neighbour: is it cold everywhere or only in your flat?",
            ),
            (
                "Gluckert der Heizkörper? Dann hilft oft Entlüften.",
                "Does the radiator gurgle? Bleeding it often helps.",
            ),
            (
                "Ist im Winter das ganze Haus kalt? Rufen Sie die Bereitschaft an.",
                "Is the whole house cold in winter? Call the on-call service.",
            ),
        ),
        questions=questions.COLD,
    ),
    Topic(
        "sewage",
        _DAMAGE,
        ("Abwasser, Verstopfung", "Sewage, blocked drain"),
        ("Abfluss verstopft, Rückstau, Geruch", "Drain blocked, backing up, smell"),
        "waves-horizontal",
        Urgency.HIGH,
        asks_place=True,
        guidance=(
            (
                "Lassen Sie kein Wasser mehr laufen, auch nicht Wasch- und Spülmaschine.",
                "Stop using water, including washing machine and dishwasher.",
            ),
            (
                "Steigt das Wasser weiter? Rufen Sie die Bereitschaft an.",
                "Is the water still rising? Call the on-call service.",
            ),
            (
                "Nehmen Sie keine scharfen Rohrreiniger: Sie schaden Rohr und Haut.",
                "Do not use aggressive drain cleaners: they harm pipes and skin.",
            ),
        ),
        questions=questions.SEWAGE,
    ),
    Topic(
        "lift",
        _DAMAGE,
        ("Aufzug", "Lift"),
        ("Steht still, klemmt, macht Geräusche", "Stopped, jammed, making noises"),
        "arrow-up-down",
        Urgency.HIGH,
        asks_place=True,
        guidance=(
            (
                "Ist jemand eingeschlossen? Drücken Sie in der Kabine die Notruftaste.",
                "Is somebody trapped? Press the alarm button inside the cabin.",
            ),
            (
                "Meldet sich niemand oder geht es jemandem schlecht: 112.",
                "If nobody answers or somebody is unwell: 112.",
            ),
            (
                "Öffnen Sie die Türen nie mit Gewalt und benutzen Sie die Treppe.",
                "Never force the doors; use the stairs.",
            ),
        ),
        questions=questions.LIFT,
    ),
    Topic(
        "door-lock",
        _DAMAGE,
        ("Haustür, Schließanlage", "Front door, locking system"),
        ("Tür schließt nicht, Schloss klemmt", "Door does not close, lock is stuck"),
        "door-open",
        Urgency.HIGH,
        asks_place=True,
        guidance=(
            (
                "Lässt sich das Haus nicht mehr abschließen? Rufen Sie die Bereitschaft an.",
                "Can the house no longer be locked? Call the on-call service.",
            ),
            (
                "Spuren eines Einbruchs: nichts anfassen, zuerst die Polizei (110).",
                "Signs of a break-in: touch nothing, call the police (110) first.",
            ),
        ),
        questions=questions.LOCKED_OUT,
    ),
    Topic(
        "roof-storm",
        _DAMAGE,
        ("Dach, Sturmschaden", "Roof, storm damage"),
        ("Ziegel lose, Wasser dringt ein, Baum gestürzt", "Loose tiles, leaks, fallen tree"),
        "cloud-lightning",
        Urgency.HIGH,
        asks_place=True,
        guidance=(
            (
                "Halten Sie Abstand und warnen Sie andere: Lose Teile können fallen.",
                "Keep your distance and warn others: loose parts may fall.",
            ),
            (
                "Besteht Gefahr für Menschen auf Weg oder Straße: 112.",
                "If people on the path or street are in danger: 112.",
            ),
            (
                "Stellen Sie Gefäße unter und rücken Sie Möbel von nassen Wänden ab.",
                "Put buckets underneath and move furniture away from wet walls.",
            ),
        ),
        questions=questions.STORM,
    ),
    Topic(
        "mould",
        _DAMAGE,
        ("Schimmel, Feuchte", "Mould, damp"),
        ("Flecken, feuchte Wand, muffiger Geruch", "Stains, damp wall, musty smell"),
        "cloud-drizzle",
        asks_place=True,
        questions=questions.MOULD,
    ),
    Topic(
        "pests",
        _DAMAGE,
        ("Schädlinge", "Pests"),
        ("Ratten, Schaben, Wespennest", "Rats, cockroaches, wasps' nest"),
        "bug",
        asks_place=True,
    ),
    Topic(
        "light-bell",
        _DAMAGE,
        ("Beleuchtung, Klingel", "Lighting, doorbell"),
        ("Licht im Haus, Klingel, Sprechanlage", "Lights in the house, doorbell, intercom"),
        "lightbulb",
        Urgency.LOW,
        asks_place=True,
        in_sidebar=True,
    ),
    Topic(
        "other-damage",
        _DAMAGE,
        ("Sonstiger Schaden", "Other damage"),
        ("Etwas anderes ist kaputt", "Something else is broken"),
        "wrench",
        asks_place=True,
    ),
    Topic(
        "key-loss",
        _KEYS,
        ("Schlüssel verloren", "Lost key"),
        ("Wohnungs-, Haus- oder Kellerschlüssel", "Key of flat, house or cellar"),
        "key-round",
        Urgency.HIGH,
        in_sidebar=True,
        guidance=(
            (
                "Ausgesperrt? Fragen Sie nach dem Preis, bevor ein Schlüsseldienst anfängt.",
                "Locked out? Ask for the price before a locksmith starts.",
            ),
            (
                "Gestohlen? Zeigen Sie es bei der Polizei an und notieren Sie das Aktenzeichen.",
                "Stolen? Report it to the police and note the reference number.",
            ),
            (
                "Lassen Sie keinen Schlüssel der Schließanlage nachmachen: Wir kümmern uns.",
                "Do not have a key of the locking system copied: we take care of it.",
            ),
        ),
        questions=questions.LOST_KEY,
    ),
    Topic(
        "key-order",
        _KEYS,
        ("Schlüssel bestellen", "Order a key"),
        ("Weiterer Schlüssel für Haus oder Wohnung", "Another key for house or flat"),
        "key",
        Urgency.LOW,
    ),
    Topic(
        "name-plate",
        _KEYS,
        ("Klingel- und Briefkastenschild", "Name plates"),
        ("Neuer Name an Klingel und Briefkasten", "New name on doorbell and letterbox"),
        "rectangle-ellipsis",
        Urgency.LOW,
        questions=questions.NAME_PLATE,
    ),
)
