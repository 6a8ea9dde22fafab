"""The frame around every page: who is here, where they live, where they can go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.roles import is_case_staff, is_staff
from portal.companies.branding import Brand
from portal.companies.models import Company
from portal.core.words import initials
from portal.home.topics import Topic, topics_for
from portal.notifications.reading import unread_count, unread_text
from portal.people.residency import Residency, residency_of
from portal.properties.models import Property, Unit

HELP_PATH = "/faq/"
_PARKING_ICON = "car"
_HOUSE_ICON = "building"


@dataclass(frozen=True, slots=True)
class NavItem:
    """A place of the main navigation; `key` is compared with the frame's `active`."""

    key: str
    label: str
    icon: str
    url: str


@dataclass(frozen=True, slots=True)
class Place:
    """A property one lives in or owns, as the property switch shows it."""

    house: Property
    unit: str
    icon: str

    @property
    def name(self) -> str:
        """The property's name."""
        return self.house.name

    @property
    def url(self) -> str:
        """Its overview."""
        return reverse("home:property", args=[self.house.uuid])


class Frame:
    """What `templates/base.html` asks for. Nothing is read before a template asks."""

    def __init__(self, request: HttpRequest, company: Company) -> None:
        self._request = request
        self.company = company
        self.help_url = HELP_PATH

    @cached_property
    def branding(self) -> Brand:
        """The company's look."""
        return Brand(self.company, self._request)

    @property
    def user(self) -> User | None:
        """The signed-in login, if any."""
        user = getattr(self._request, "user", None)
        return user if isinstance(user, User) else None

    @property
    def user_name(self) -> str:
        """The name in the account menu: of the company's record, else of the login."""
        if self.residency and self.residency.person:
            return str(self.residency.person)
        return str(self.user) if self.user else ""

    @property
    def initials(self) -> str:
        """AB for Anna Berger."""
        return initials(self.user_name)

    @cached_property
    def is_staff(self) -> bool:
        """Whether the account menu leads to the workplace in the admin."""
        return self.user is not None and is_staff(self.user, self.company)

    @cached_property
    def residency(self) -> Residency | None:
        """The login's residency here."""
        return residency_of(self.user, self.company) if self.user else None

    @cached_property
    def properties(self) -> list[Place]:
        """The properties with a unit held today; the property switch appears from two on."""
        if self.residency is None:
            return []
        units: dict[int, list[Unit]] = {}
        for unit in self.residency.units:
            units.setdefault(unit.building.property_id, []).append(unit)
        return [_place(held) for held in units.values()]

    @property
    def current_property(self) -> Place | None:
        """The place one looks at, else the first one."""
        match = self._request.resolver_match
        shown = match.kwargs.get("uuid") if match and self.active == "property" else None
        here = (place for place in self.properties if place.house.uuid == shown)
        return next(here, None) or next(iter(self.properties), None)

    @cached_property
    def unread(self) -> int:
        """Unread notifications of this login here, counted to 100 at most."""
        if self.user is None:
            return 0
        return unread_count(self.user, self.company)

    @property
    def unread_text(self) -> str:
        """The count as the bell shows it."""
        return unread_text(self.unread)

    @cached_property
    def categories(self) -> list[Topic]:
        """The topics of the sidebar: a case about them is one click away."""
        if self.user is None or not self.may_open_case:
            return []
        topics = topics_for(self.user, self.company)
        return [topic for topic in topics if topic.is_common]

    @property
    def may_open_case(self) -> bool:
        """Whether "open a case" is offered: only to those who hold a unit today."""
        return bool(self.properties)

    @cached_property
    def nav(self) -> list[NavItem]:
        """The places of the sidebar."""
        start = NavItem("start", _("Start"), "house", reverse("home:start"))
        help_item = NavItem("faq", _("Questions and answers"), "circle-question-mark", HELP_PATH)
        cases = NavItem("cases", _("Cases"), "message-square-text", reverse("cases:list"))
        documents = NavItem("documents", _("Documents"), "file-text", reverse("documents:list"))
        if self.residency and self.residency.occupancies:
            return [start, cases, *self._property_item(), documents, help_item]
        if self.user and is_case_staff(self.user, self.company):
            return [start, *self._property_item(), documents, help_item]
        return [start, help_item]

    @cached_property
    def tabs(self) -> Sequence[NavItem]:
        """The four places at the bottom of a phone."""
        places = [item for item in self.nav if item.key in {"start", "cases", "property"}]
        return [*places, NavItem("more", _("More"), "ellipsis", reverse("home:more"))]

    @cached_property
    def active(self) -> str:
        """The key of the place one is at."""
        match = self._request.resolver_match
        if self._request.path.startswith(HELP_PATH):
            return "faq"
        if match is None:
            return ""
        if match.namespace == "home":
            name = match.url_name or ""
            return "property" if name.startswith("propert") else name
        # The board and what is out of order are part of the house, wherever one comes from.
        of_the_house = match.namespace == "announcements" or match.view_name == "cases:incident"
        return "property" if of_the_house else match.namespace

    @property
    def active_tab(self) -> str:
        """On phones everything without a tab of its own lives under "more"."""
        if not self.active or self.active == "emergency":
            return ""
        return self.active if any(tab.key == self.active for tab in self.tabs) else "more"

    def _property_item(self) -> list[NavItem]:
        only = self.properties[0] if len(self.properties) == 1 else None
        if only:
            return [NavItem("property", _("Property"), _HOUSE_ICON, only.url)]
        if self.properties or self.is_staff:
            url = reverse("home:properties")
            return [NavItem("property", _("Properties"), _HOUSE_ICON, url)]
        return []


def _place(units: list[Unit]) -> Place:
    only_parking = all(unit.kind == Unit.Kind.PARKING for unit in units)
    return Place(
        house=units[0].building.property,
        unit=", ".join(unit.label for unit in units),
        icon=_PARKING_ICON if only_parking else _HOUSE_ICON,
    )


def frame(request: HttpRequest) -> dict[str, Frame]:
    """The context processor; a request without a company has no frame."""
    company = getattr(request, "company", None)
    return {"frame": Frame(request, company)} if company else {}
