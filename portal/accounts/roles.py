"""Who works for a company, and as what."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from portal.accounts.models import Role, StaffMembership, User
from portal.companies.models import Company

CASE_ROLES = frozenset({Role.CLERK, Role.MANAGER})


def role_of(user: User | AnonymousUser, company: Company) -> Role | None:
    """The user's active role at this company, or None. One query per login object."""
    if not isinstance(user, User) or not user.is_active:
        return None
    known: dict[int, Role | None] = user.__dict__.setdefault("_roles_by_company", {})
    if company.pk not in known:
        role = (
            StaffMembership.objects.of(company)
            .filter(user=user, is_active=True)
            .values_list("role", flat=True)
            .first()
        )
        known[company.pk] = Role(role) if role else None
    return known[company.pk]


def is_case_staff(user: User | AnonymousUser, company: Company) -> bool:
    """Whether the user handles this company's residents: clerk, manager, or an operator."""
    return is_operator(user) or role_of(user, company) in CASE_ROLES


def is_manager(user: User | AnonymousUser, company: Company) -> bool:
    """Whether the user may change this company's people, registers and settings."""
    return is_operator(user) or role_of(user, company) == Role.MANAGER


def is_staff(user: User | AnonymousUser, company: Company) -> bool:
    """Whether the user works for this company in any role, editors included."""
    return is_operator(user) or role_of(user, company) is not None


def case_staff_of(company: Company) -> list[User]:
    """Everybody who handles this company's cases."""
    members = (
        StaffMembership.objects.of(company)
        .filter(is_active=True, role__in=CASE_ROLES, user__is_active=True)
        .select_related("user")
    )
    return [membership.user for membership in members]


def case_staff_q(company: Company) -> Q:
    """The condition on User for the company's clerks and managers."""
    return Q(
        memberships__company=company,
        memberships__is_active=True,
        memberships__role__in=CASE_ROLES,
    )


def employer_of(user: User | AnonymousUser) -> Company | None:
    """The company one works for; there is at most one. One query per login object."""
    if not isinstance(user, User) or not user.is_active:
        return None
    if "_employer" not in user.__dict__:
        membership = (
            StaffMembership.objects.filter(user=user, is_active=True)
            .select_related("company__site__root_page")
            .first()
        )
        user.__dict__["_employer"] = membership.company if membership else None
    employer: Company | None = user.__dict__["_employer"]
    return employer


def is_operator(user: User | AnonymousUser) -> bool:
    """Whether the login runs the installation: a superuser, who enters on every host."""
    return isinstance(user, User) and user.is_active and user.is_superuser
