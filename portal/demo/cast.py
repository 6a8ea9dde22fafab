"""The cast: two companies and eight people, for the demo and for every test (design.md 4)."""

from dataclasses import dataclass, fields
from datetime import date, time, timedelta
from typing import Self

from django.db import transaction
from django.utils import timezone

from portal.accounts.actions import grant_membership
from portal.accounts.models import Role, User
from portal.companies.models import Company, OfficeHours
from portal.companies.states import FederalState
from portal.home.actions import set_up_company
from portal.people.models import BoardMembership, Occupancy, Person
from portal.properties.models import (
    Building,
    EmergencyContact,
    Property,
    ServiceProvider,
    Trade,
    Unit,
)

# Everybody's, printed on the login page of a demo; production refuses to start with demo data.
PASSWORD = "portal-demo-2026"
LINDE_HOST = "localhost"
KASTANIE_HOST = "kastanie.localhost"


@dataclass(frozen=True)
class Login:
    """One line of the cast's table: who it is and what they are."""

    email: str
    first_name: str
    last_name: str
    describes: str
    host: str = LINDE_HOST


LOGINS = (
    Login("anna@example.org", "Anna", "Berger", "Mieterin, Lindenstraße 12"),
    Login("ben@example.org", "Ben", "Yılmaz", "Eigentümer und Beirat, WEG Gartenhof"),
    Login("dora@example.org", "Dora", "Klein", "im letzten Jahr ausgezogen"),
    Login("stefan@example.org", "Stefan", "Vogt", "Sachbearbeitung"),
    Login("maria@example.org", "Maria", "Lenz", "Leitung"),
    Login("eva@example.org", "Eva", "Roth", "Redaktion"),
    Login("clara@example.org", "Clara", "Novak", "Mieterin, Kastanienallee 21", KASTANIE_HOST),
    Login("kai@example.org", "Kai", "Brandt", "Sachbearbeitung", KASTANIE_HOST),
)


@dataclass(frozen=True)
class Cast:
    """The companies, logins and places that stories are told about."""

    linde: Company
    kastanie: Company
    anna: User
    ben: User
    clara: User
    dora: User
    stefan: User
    maria: User
    eva: User
    kai: User
    lindenstrasse: Property
    gartenhof: Property
    rosenweg: Property
    parkstrasse: Property
    kastanienallee: Property
    sonnenhang: Property
    annas_flat: Unit
    bens_flat: Unit
    claras_flat: Unit

    @classmethod
    def fetch(cls) -> Self | None:
        """The cast as it lies in the database, or None when it was never loaded."""
        linde = Company.objects.filter(slug="linde").select_related("site").first()
        if linde is None:
            return None
        kastanie = Company.objects.select_related("site").get(slug="kastanie")
        users = {user.first_name.lower(): user for user in User.objects.filter(email__in=_emails())}
        places = {p.number: p for p in Property.objects.filter(company__in=[linde, kastanie])}
        flats = {
            number: Unit.objects.select_related("building__property").get(
                building__property__number=number, label=label
            )
            for number, label in (("101", "Wohnung 3"), ("201", "Wohnung 5"), ("501", "Wohnung 2"))
        }
        return cls(
            linde=linde,
            kastanie=kastanie,
            **{name: users[name] for name in _names()},
            lindenstrasse=places["101"],
            gartenhof=places["201"],
            rosenweg=places["301"],
            parkstrasse=places["102"],
            kastanienallee=places["501"],
            sonnenhang=places["601"],
            annas_flat=flats["101"],
            bens_flat=flats["201"],
            claras_flat=flats["501"],
        )

    def person(self, user: User) -> Person:
        """The record of a resident of the cast."""
        found: Person = Person.objects.get(user=user)
        return found


def _names() -> list[str]:
    return [field.name for field in fields(Cast) if field.type in (User, "User")]


def _emails() -> list[str]:
    return [login.email for login in LOGINS]


@transaction.atomic
def load(port: int = 8000) -> Cast:
    """Make the cast; dates are relative to today. Raises IntegrityError when it exists."""
    today = timezone.localdate()
    linde = set_up_company(
        name="Hausverwaltung Linde",
        slug="linde",
        hostname=LINDE_HOST,
        port=port,
        branding={
            "brand_colour": "#1c5f4c",
            "accent_colour": "#e8a92e",
            "phone": "0341 555 01 20",
            "email": "service@linde.example.org",
            "federal_state": FederalState.SAXONY,
            "address": "Lindenplatz 1, 04109 Leipzig",
        },
    )
    kastanie = set_up_company(
        name="Kastanie Immobilien",
        slug="kastanie",
        hostname=KASTANIE_HOST,
        port=port,
        branding={
            "brand_colour": "#8c2f1b",
            "accent_colour": "#3f6fb5",
            "phone": "0351 555 07 70",
            "email": "hallo@kastanie.example.org",
            "federal_state": FederalState.SAXONY,
            "address": "Kastanienallee 3, 01099 Dresden",
        },
    )
    _working_time(linde, kastanie)
    users = _users()
    _staff(linde, kastanie, users)
    _linde_places(linde)
    _kastanie_places(kastanie)
    _residents(linde, kastanie, users, today)
    _contacts(linde, kastanie)
    cast = Cast.fetch()
    assert cast is not None  # noqa: S101 -- just written in this transaction
    return cast


def _working_time(linde: Company, kastanie: Company) -> None:
    """Linde: Mo bis Do 9–12 und 13–16 Uhr, Fr 9–12 Uhr; Kastanie: Mo bis Fr 8–12 Uhr."""
    rows = [(linde, weekday, 9, 12) for weekday in range(5)]
    rows += [(linde, weekday, 13, 16) for weekday in range(4)]
    rows += [(kastanie, weekday, 8, 12) for weekday in range(5)]
    OfficeHours.objects.bulk_create(
        OfficeHours(
            settings=company.branding, weekday=weekday, opens=time(opens), closes=time(closes)
        )
        for company, weekday, opens, closes in rows
    )


def _users() -> dict[str, User]:
    made: dict[str, User] = {}
    # One hash for all: Argon2 takes its time on purpose.
    hashed = ""
    for login in LOGINS:
        user = User(email=login.email, first_name=login.first_name, last_name=login.last_name)
        if not hashed:
            user.set_password(PASSWORD)
            hashed = user.password
        user.password = hashed
        user.save()
        made[login.first_name.lower()] = user
    return made


def _staff(linde: Company, kastanie: Company, users: dict[str, User]) -> None:
    grant_membership(company=linde, user=users["stefan"], role=Role.CLERK)
    grant_membership(company=linde, user=users["maria"], role=Role.MANAGER)
    grant_membership(company=linde, user=users["eva"], role=Role.EDITOR)
    grant_membership(company=kastanie, user=users["kai"], role=Role.CLERK)


def _place(
    company: Company, number: str, name: str, street: str, town: tuple[str, str], kind: str
) -> Property:
    postal_code, city = town
    return Property.objects.create(
        company=company,
        number=number,
        name=name,
        street=street,
        postal_code=postal_code,
        city=city,
        management_kind=kind,
    )


def _units(
    property: Property,
    building: str,
    labels: dict[str, str],
    kind: str = "flat",
    street: str = "",
) -> None:
    made = Building.objects.create(
        company=property.company, property=property, name=building, street=street
    )
    for label, floor in labels.items():
        Unit.objects.create(
            company=property.company, building=made, label=label, floor=floor, kind=kind
        )


def _linde_places(company: Company) -> None:
    leipzig = ("04109", "Leipzig")
    linden = _place(company, "101", "Lindenstraße 12", "Lindenstraße 12", leipzig, "rental")
    _units(
        linden,
        "Lindenstraße 12",
        {
            "Wohnung 1": "Erdgeschoss",
            "Wohnung 2": "1. Obergeschoss",
            "Wohnung 3": "1. Obergeschoss",
            "Wohnung 4": "2. Obergeschoss",
        },
    )
    park = _place(company, "102", "Parkstraße 8", "Parkstraße 8", leipzig, "rental")
    _units(park, "Vorderhaus", {"Wohnung 1": "Erdgeschoss", "Wohnung 2": "1. Obergeschoss"})
    _units(park, "Ladenzeile", {"Laden 1": "Erdgeschoss"}, kind="commercial")
    garten = _place(company, "201", "WEG Gartenhof", "Gartenweg 3–7", leipzig, "weg")
    flats = {"Wohnung 5": "2. Obergeschoss", "Wohnung 6": "Dachgeschoss"}
    _units(garten, "Gartenweg 3", flats, street="Gartenweg 3")
    _units(garten, "Gartenweg 5", {"Wohnung 9": "Erdgeschoss"}, street="Gartenweg 5")
    _units(garten, "Tiefgarage", {"Stellplatz 14": "Untergeschoss"}, kind="parking")
    rosen = _place(company, "301", "Rosenweg 4", "Rosenweg 4", ("04155", "Leipzig"), "sev")
    _units(rosen, "Rosenweg 4", {"Wohnung 7": "3. Obergeschoss"})


def _kastanie_places(company: Company) -> None:
    dresden = ("01099", "Dresden")
    allee = _place(company, "501", "Kastanienallee 21", "Kastanienallee 21", dresden, "rental")
    _units(allee, "Kastanienallee 21", {"Wohnung 1": "Erdgeschoss", "Wohnung 2": "1. Obergeschoss"})
    hang = _place(company, "601", "WEG Sonnenhang", "Am Sonnenhang 1–5", dresden, "weg")
    _units(hang, "Am Sonnenhang 1", {"Wohnung 1": "Erdgeschoss"})


def _residents(linde: Company, kastanie: Company, users: dict[str, User], today: date) -> None:
    moved = date(today.year - 1, 6, 30)
    _occupancy(linde, users["dora"], "ms", ("101", "Wohnung 3"), "tenant", date(2019, 4, 1), moved)
    _occupancy(
        linde, users["anna"], "ms", ("101", "Wohnung 3"), "tenant", moved + timedelta(days=1)
    )
    for unit in (("201", "Wohnung 5"), ("201", "Stellplatz 14"), ("301", "Wohnung 7")):
        _occupancy(linde, users["ben"], "mr", unit, "owner", date(2015, 3, 1))
    _occupancy(
        kastanie, users["clara"], "ms", ("501", "Wohnung 2"), "tenant", date(today.year - 3, 2, 1)
    )
    BoardMembership.objects.create(
        company=linde,
        person=Person.objects.get(user=users["ben"]),
        property=Property.objects.get(company=linde, number="201"),
        starts_on=date(today.year - 2, 5, 10),
    )


def _occupancy(
    company: Company,
    user: User,
    salutation: str,
    unit: tuple[str, str],
    role: str,
    starts_on: date,
    ends_on: date | None = None,
) -> None:
    person, _created = Person.objects.get_or_create(
        company=company,
        user=user,
        defaults={
            "salutation": salutation,
            "first_name": user.first_name,
            "last_name": user.last_name,
            "email": user.email,
        },
    )
    number, label = unit
    Occupancy.objects.create(
        company=company,
        person=person,
        unit=Unit.objects.get(company=company, building__property__number=number, label=label),
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
    )


def _contacts(linde: Company, kastanie: Company) -> None:
    for company, phone in ((linde, "0341 555 01 99"), (kastanie, "0351 555 07 99")):
        EmergencyContact.objects.create(
            company=company,
            name="Notruf der Hausverwaltung",
            phone=phone,
            description="Wasserrohrbruch, Heizungsausfall, Stromausfall im ganzen Haus",
            hours="rund um die Uhr",
            position=1,
        )
    for name, trade, phone in (
        ("Sanitär Notdienst Elster", Trade.PLUMBING, "0341 555 02 10"),
        ("Heizungsbau Kramer", Trade.HEATING, "0341 555 02 20"),
        ("Elektro Sommer", Trade.ELECTRICS, "0341 555 02 30"),
    ):
        ServiceProvider.objects.create(
            company=linde,
            name=name,
            trade=trade,
            phone=phone,
            is_on_call=True,
            hours="rund um die Uhr",
        )
    ServiceProvider.objects.create(
        company=kastanie,
        name="Elbtal Haustechnik",
        trade=Trade.HEATING,
        phone="0351 555 08 10",
        is_on_call=True,
        hours="rund um die Uhr",
    )
