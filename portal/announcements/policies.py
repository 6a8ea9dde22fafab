"""Who sees an announcement, who may put one up, and who confirms having read it."""

from django.db.models import Q, QuerySet

from portal.access.policies import Action, AnyUser, CompanyPolicy
from portal.accounts.models import User
from portal.accounts.roles import case_staff_q, is_case_staff
from portal.announcements.audience import ROLES
from portal.announcements.models import Announcement
from portal.companies.models import Company
from portal.people.models import Occupancy, Person

PUBLISH = "publish"
WITHDRAW = "withdraw"
MARK_READ = "mark_read"
_STAFF_ACTIONS = frozenset({Action.ADD, Action.CHANGE, PUBLISH, WITHDRAW})


class AnnouncementPolicy(CompanyPolicy[Announcement]):
    """Residents see what hangs for them, and for a year what hung; case staff all; editors none.

    Nobody deletes one: what hung in a house stays known to the company, it is withdrawn instead.
    """

    model = Announcement

    def visible_to(self, user: AnyUser, company: Company) -> "QuerySet[Announcement]":
        """The announcements of this company that the user may see."""
        rows: QuerySet[Announcement] = Announcement.objects.visible_to(user, company)
        return rows

    def may(self, user: AnyUser, action: str, obj: Announcement) -> bool:
        """Case staff put up, change and withdraw; those it is for confirm having read it."""
        if action == Action.VIEW:
            return self.may_see(user, obj)
        if action == MARK_READ:
            return isinstance(user, User) and self.readers(obj).filter(user=user).exists()
        return action in _STAFF_ACTIONS and is_case_staff(user, obj.company)

    def who_may_see(self, obj: Announcement) -> "QuerySet[User]":
        """The logins of its readers, and the company's case staff."""
        return User.objects.filter(
            Q(people__in=self.readers(obj)) | case_staff_q(obj.company), is_active=True
        ).distinct()

    def readers(self, obj: Announcement) -> "QuerySet[Person]":
        """The residents who may read it now, with or without a login; none unless it has hung."""
        people: QuerySet[Person] = Person.objects.of(obj.company)
        if not obj.is_legible:
            return people.none()
        return people.filter(occupancies__in=audience_of(obj)).distinct()


def audience_of(announcement: Announcement) -> "QuerySet[Occupancy]":
    """The occupancies of today that it is meant for, whether it hangs or not."""
    held = Occupancy.objects.of(announcement.company).current()
    role = ROLES[announcement.audience]
    if role is not None:
        held = held.filter(role=role)
    buildings = list(announcement.buildings.values_list("pk", flat=True))
    rows: QuerySet[Occupancy] = (
        held.filter(unit__building__in=buildings)
        if buildings
        else held.filter(unit__building__property__in=announcement.properties.all())
    )
    return rows


announcement_policy = AnnouncementPolicy()
