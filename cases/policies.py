"""Who sees a case and who may do what to it."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from cases.models import Attachment, Case, CaseCategory, CaseMessage, CaseParticipant
from portal.access.policies import Action, AnyUser, CompanyPolicy
from portal.accounts.models import User
from portal.accounts.roles import case_staff_q, is_case_staff
from portal.companies.models import Company
from portal.people.models import Occupancy, Person
from portal.people.residency import Holder, residency_of
from portal.properties.models import Property

OPEN = "open"
OPEN_ON_BEHALF = "open_on_behalf"
REPLY = "reply"
NOTE = "note"
CHANGE_STATUS = "change_status"
ASSIGN = "assign"
SET_DUE = "set_due"
SHARE = "share"
SHARE_BY_NAME = "share_by_name"
END_SHARING = "end_sharing"
LINK = "link"
RESOLVE = "resolve"
CLOSE = "close"
REOPEN = "reopen"
SET_APPOINTMENT = "set_appointment"
RATE = "rate"
STAFF_ACTIONS = frozenset(
    {REPLY, NOTE, CHANGE_STATUS, ASSIGN, SET_DUE, SET_APPOINTMENT, SHARE, SHARE_BY_NAME, LINK}
)
# What a resident may do to their own case, and whoever it is shared with.
OWN_ACTIONS = frozenset({REPLY, SHARE, RESOLVE, CLOSE, REOPEN})
SHARED_ACTIONS = frozenset({REPLY, REOPEN})


class CasePolicy(CompanyPolicy[Case]):
    """A resident sees cases opened for them in a period they held a unit there, and those that
    are shared with them; case staff all.

    After moving out one's own past stays readable, but nothing can be written any more.
    """

    model = Case

    def visible_to(self, user: AnyUser, company: Company) -> "QuerySet[Case]":
        """The cases of this company that the user may see."""
        rows: QuerySet[Case] = Case.objects.visible_to(user, company)
        return rows

    def may(self, user: AnyUser, action: str, obj: Case) -> bool:
        """Staff answer, note, assign, move, share; residents answer, end, reopen, share their own
        while they live or own there, and rate it at any time; those it is shared with answer.
        """
        if action == Action.VIEW:
            return self.may_see(user, obj)
        if action == RATE:
            return self.is_own(user, obj) and self.may_see(user, obj)
        if obj.status == Case.Status.CLOSED:
            return False
        if is_case_staff(user, obj.company):
            return action in STAFF_ACTIONS
        if self.is_own(user, obj):
            return action in OWN_ACTIONS and self._lives_with(user, obj)
        return action in SHARED_ACTIONS and self.may_see(user, obj)

    def who_may_see(self, obj: Case) -> "QuerySet[User]":
        """The resident it was opened for, those it is shared with, the company's case staff."""
        seen = Case.objects.filter(pk=obj.pk).held_when_opened()
        living = CaseParticipant.objects.living().filter(case=obj)
        return User.objects.filter(
            Q(people__cases__in=seen)
            | Q(people__participations__in=living)
            | case_staff_q(obj.company),
            is_active=True,
        ).distinct()

    @staticmethod
    def hears_without_login(person: Person, case: Case) -> bool:
        """Whether news of the case go to somebody without a login: to whom it was opened for."""
        own = person.user_id is None and case.opened_for_id == person.pk
        return own and Case.objects.filter(pk=case.pk).held_when_opened().exists()

    @staticmethod
    def is_own(user: AnyUser, case: Case) -> bool:
        """Whether it was opened for this very login."""
        return user.pk is not None and case.opened_for.user_id == user.pk

    @staticmethod
    def _lives_with(user: AnyUser, case: Case) -> bool:
        """Whether they held a unit there on that day and do today."""
        residency = residency_of(user, case.company)
        if residency is None:
            return False
        days = (timezone.localdate(case.created_at), timezone.localdate())
        return all(residency.held_in(case.property, day) for day in days)


def _property_of(occupancy: Occupancy) -> Property:
    return occupancy.unit.building.property


class MessagePolicy(CompanyPolicy[CaseMessage]):
    """Whoever sees the case reads its public messages; internal notes are for case staff alone."""

    model = CaseMessage

    def visible_to(self, user: AnyUser, company: Company) -> "QuerySet[CaseMessage]":
        """The messages of this company that the user may read."""
        rows: QuerySet[CaseMessage] = CaseMessage.objects.of(company)
        if is_case_staff(user, company):
            return rows
        return rows.filter(
            visibility=CaseMessage.Visibility.PUBLIC,
            case__in=case_policy.visible_to(user, company),
        )

    def who_may_see(self, obj: CaseMessage) -> "QuerySet[User]":
        """The readers of the case; of an internal note only the company's case staff."""
        if obj.visibility == CaseMessage.Visibility.INTERNAL:
            return User.objects.filter(case_staff_q(obj.company), is_active=True).distinct()
        return case_policy.who_may_see(obj.case)


class AttachmentPolicy(CompanyPolicy[Attachment]):
    """A file is seen by whoever reads the message it came with."""

    model = Attachment

    def visible_to(self, user: AnyUser, company: Company) -> "QuerySet[Attachment]":
        """The files of the messages the user may read."""
        rows: QuerySet[Attachment] = Attachment.objects.of(company)
        if is_case_staff(user, company):
            return rows
        return rows.filter(message__in=message_policy.visible_to(user, company))

    def who_may_see(self, obj: Attachment) -> "QuerySet[User]":
        """The readers of its message."""
        return message_policy.who_may_see(obj.message)


class ParticipantPolicy(CompanyPolicy[CaseParticipant]):
    """Readers of a case see whom it is shared with; its resident ends that, and each may leave."""

    model = CaseParticipant

    def visible_to(self, user: AnyUser, company: Company) -> "QuerySet[CaseParticipant]":
        """Who takes part in the cases the user may see."""
        rows: QuerySet[CaseParticipant] = CaseParticipant.objects.of(company).living()
        return rows.filter(case__in=case_policy.visible_to(user, company))

    def may(self, user: AnyUser, action: str, obj: CaseParticipant) -> bool:
        """Staff, the resident whose case it is, and the participant end it, at any time."""
        if action != END_SHARING:
            return super().may(user, action, obj)
        concerned = case_policy.is_own(user, obj.case) or obj.person.user_id == user.pk
        staff = is_case_staff(user, obj.company)
        return staff or (concerned and case_policy.may_see(user, obj.case))

    def who_may_see(self, obj: CaseParticipant) -> "QuerySet[User]":
        """The readers of the case."""
        return case_policy.who_may_see(obj.case)


# Topics that only exist under some kinds of management; all others exist everywhere.
_KINDS_OF_GROUP: dict[str, tuple[str, ...]] = {
    CaseCategory.Group.WEG: (Property.ManagementKind.WEG,),
    CaseCategory.Group.RENTAL: (Property.ManagementKind.RENTAL, Property.ManagementKind.SEV),
}
_ROLES_OF_AUDIENCE: dict[str, tuple[str, ...]] = {
    CaseCategory.Audience.ALL: (Occupancy.Role.OWNER, Occupancy.Role.TENANT),
    CaseCategory.Audience.OWNERS: (Occupancy.Role.OWNER,),
    CaseCategory.Audience.TENANTS: (Occupancy.Role.TENANT,),
}


def _kinds(group: str) -> tuple[str, ...]:
    return _KINDS_OF_GROUP.get(group, tuple(Property.ManagementKind))


class CategoryPolicy(CompanyPolicy[CaseCategory]):
    """Residents pick the topics that fit a unit they hold today; case staff see all in use."""

    model = CaseCategory

    def visible_to(self, user: AnyUser, company: Company) -> "QuerySet[CaseCategory]":
        """The topics of this company that the user may pick or, as staff, work with."""
        rows: QuerySet[CaseCategory] = CaseCategory.objects.of(company).filter(is_active=True)
        return rows if is_case_staff(user, company) else self.offered_to(user, company)

    def offered_to(self, user: AnyUser, company: Company) -> "QuerySet[CaseCategory]":
        """The topics a resident may pick for at least one property."""
        return self._offered(company, self._held(user, company))

    def offered_at(self, holder: Holder, property: Property) -> "QuerySet[CaseCategory]":
        """The topics a resident may pick for this one property."""
        held = self._held(holder, property.company)
        here = [o for o in held if _property_of(o).pk == property.pk]
        return self._offered(property.company, here)

    def properties_for(self, holder: Holder, category: CaseCategory) -> list[Property]:
        """The properties for which this resident may pick the topic, each once."""
        if not category.is_active:
            return []
        found = {
            _property_of(occupancy).pk: _property_of(occupancy)
            for occupancy in self._held(holder, category.company)
            if occupancy.role in _ROLES_OF_AUDIENCE[category.audience]
            and _property_of(occupancy).management_kind in _kinds(category.group)
        }
        return list(found.values())

    def may(self, user: AnyUser, action: str, obj: CaseCategory) -> bool:
        """Whoever holds a unit the topic fits may open a case on it; staff do so for others."""
        if action == OPEN:
            return bool(self.properties_for(user, obj))
        if action == OPEN_ON_BEHALF:
            return obj.is_active and is_case_staff(user, obj.company)
        return super().may(user, action, obj)

    def who_may_see(self, obj: CaseCategory) -> "QuerySet[User]":
        """Today's residents the topic fits, and the company's case staff."""
        if not obj.is_active:
            return User.objects.none()
        held = Occupancy.objects.of(obj.company).current()
        held = held.filter(
            role__in=_ROLES_OF_AUDIENCE[obj.audience],
            unit__building__property__management_kind__in=_kinds(obj.group),
        )
        return User.objects.filter(
            Q(people__occupancies__in=held) | case_staff_q(obj.company), is_active=True
        ).distinct()

    @staticmethod
    def _held(holder: Holder, company: Company) -> list[Occupancy]:
        residency = residency_of(holder, company)
        return residency.current if residency else []

    @staticmethod
    def _offered(company: Company, held: list[Occupancy]) -> "QuerySet[CaseCategory]":
        pairs = {(_property_of(o).management_kind, o.role) for o in held}
        fits = Q(pk__in=[])
        for kind, role in sorted(pairs):
            fits |= Q(
                group__in=[group for group in CaseCategory.Group if kind in _kinds(group)],
                audience__in=[a for a, roles in _ROLES_OF_AUDIENCE.items() if role in roles],
            )
        rows: QuerySet[CaseCategory] = CaseCategory.objects.of(company)
        return rows.filter(fits, is_active=True)


case_policy = CasePolicy()
message_policy = MessagePolicy()
attachment_policy = AttachmentPolicy()
participant_policy = ParticipantPolicy()
category_policy = CategoryPolicy()
