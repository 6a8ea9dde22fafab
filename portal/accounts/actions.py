"""Changes to staff memberships; the Wagtail group always follows the membership."""

from django.db import transaction

from portal.accounts.groups import group_of
from portal.accounts.models import Role, StaffMembership, User
from portal.companies.models import Company


@transaction.atomic
def grant_membership(*, company: Company, user: User, role: Role) -> StaffMembership:
    """Let a login work for a company; raises IntegrityError when it works for another one."""
    membership, _created = StaffMembership.objects.update_or_create(
        company=company, user=user, defaults={"role": role, "is_active": True}
    )
    user.groups.set([group_of(company, role)])
    return membership


@transaction.atomic
def end_membership(*, membership: StaffMembership) -> None:
    """Take the admin away; what the person wrote stays under their name."""
    membership.is_active = False
    membership.save(update_fields=["is_active"])
    membership.user.groups.clear()


def choose_language(*, user: User, language: str) -> None:
    """Keep the language a person has chosen for pages and mails."""
    User.objects.filter(pk=user.pk).update(language=language)
