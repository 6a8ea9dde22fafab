"""Who does without the mails of which kind: what one may choose, and what was chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from portal.accounts.models import User
from portal.accounts.roles import CASE_ROLES, role_of
from portal.companies.models import Company
from portal.notifications import registry
from portal.notifications.models import Notification, Preference
from portal.notifications.registry import Group, Kind, Occasion
from portal.people.models import Person
from portal.people.residency import residency_of

Choice = Preference.Choice


@dataclass(frozen=True, slots=True)
class Setting:
    """One kind as its recipient is asked about it, in the active language, and the answer."""

    kind: str
    label: str
    group: Group
    choice: Choice


def hats(user: User, company: Company) -> list[User | Person]:
    """As whom this login is told things here: as case staff, as a resident, seldom as both."""
    residency = residency_of(user, company)
    staff = [user] if role_of(user, company) in CASE_ROLES else []
    resident = [residency.person] if residency and residency.person else []
    return [*staff, *resident]


def words_for(occasion: Occasion, hat: User | Person) -> str:
    """What happens, in the words of that recipient; empty if they are never told of it."""
    return str(occasion.for_staff if isinstance(hat, User) else occasion.for_residents)


def settings_of(user: User, company: Company) -> list[Setting]:
    """What the login may choose at this company; one question per kind, whatever hats it wears."""
    worn = hats(user, company)
    rows = Preference.objects.of_user(user, company).without_mail() if worn else ()
    # By hat, since a row outlives it: a clerk who has left may live in the house still.
    without = {(row.kind, row.recipient_user_id is not None) for row in rows}
    settings = []
    for kind, occasion in registry.optional_kinds():
        asked = {hat: words for hat in worn if (words := words_for(occasion, hat))}
        if asked:
            silent = all((kind.key, isinstance(hat, User)) in without for hat in asked)
            choice = Choice.PORTAL_ONLY if silent else Choice.IMMEDIATELY
            words = next(iter(asked.values()))
            settings.append(Setting(kind.key, words, occasion.group, choice))
    return settings


def mailed(
    kind: Kind, company: Company, notifications: Sequence[Notification]
) -> list[Notification]:
    """Those of one kind whose recipients get a mail too; one query, however many they are.

    Without a login the portal is out of reach, hence the mail comes whatever was chosen before.
    """
    if kind.occasion is None:
        return list(notifications)
    users = {row.recipient_user_id for row in notifications if row.recipient_user}
    people = {
        row.recipient_person_id
        for row in notifications
        if row.recipient_person and row.recipient_person.user_id
    }
    if not users and not people:
        return list(notifications)
    rows = Preference.objects.of(company).without_mail().filter(kind=kind.key)
    asked = rows.filter(Q(recipient_user__in=users) | Q(recipient_person__in=people))
    without = set(asked.values_list("recipient_user", "recipient_person"))
    return [
        row
        for row in notifications
        if (row.recipient_user_id, row.recipient_person_id) not in without
    ]
