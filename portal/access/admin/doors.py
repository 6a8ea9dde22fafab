"""Which view of the admin opens to which role. Everything that is not named here stays shut."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured
from django.urls import ResolverMatch

from portal.accounts.http import PortalRequest
from portal.accounts.models import Role
from portal.accounts.roles import is_operator, role_of

CASE_STAFF = frozenset({Role.CLERK, Role.MANAGER})
EVERY_ROLE = frozenset(Role)

Belongs = Callable[[PortalRequest, ResolverMatch], bool]

# Not even operators: residents' files are documents of ours, and Wagtail's are served unguarded.
_SHUT_FOR_EVERYBODY = "wagtaildocs"


@dataclass(frozen=True, slots=True)
class Door:
    """The roles a view opens to, and whether what its address names belongs to the company."""

    roles: frozenset[Role]
    belongs: Belongs | None = None


_doors: dict[str, Door] = {}


def open_doors(
    names: Iterable[str], roles: Iterable[Role], *, belongs: Belongs | None = None
) -> None:
    """Open views to roles, by full view name or by namespace with its colon ("cases:")."""
    door = Door(frozenset(roles), belongs)
    for name in names:
        if name in _doors:
            raise ImproperlyConfigured(f"The admin's door {name} is already open.")
        _doors[name] = door


def may_pass(request: PortalRequest, match: ResolverMatch) -> bool:
    """Whether this login may enter this view on this company's host."""
    if not opens_to_role(request, match):
        return False
    door = _find(match)
    if is_operator(request.user) or door is None or door.belongs is None:
        return True
    return door.belongs(request, match)


def opens_to_role(request: PortalRequest, match: ResolverMatch) -> bool:
    """Whether the view is for this login's role at all, whatever it would name."""
    if match.namespace.startswith(_SHUT_FOR_EVERYBODY):
        return False
    if is_operator(request.user):
        return True
    role, door = role_of(request.user, request.company), _find(match)
    return role is not None and door is not None and role in door.roles


def _find(match: ResolverMatch) -> Door | None:
    return _doors.get(match.view_name) or _doors.get(f"{match.namespace}:")
