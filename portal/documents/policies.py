"""Who sees a document, and who may publish or withdraw one."""

from django.db.models import Q, QuerySet

from portal.access.policies import Action, AnyUser, CompanyPolicy
from portal.accounts.models import User
from portal.accounts.roles import case_staff_q, is_case_staff
from portal.companies.models import Company
from portal.documents.audience import Audience
from portal.documents.models import Document
from portal.people.models import BoardMembership, Occupancy, Person

PUBLISH = "publish"
WITHDRAW = "withdraw"
_STAFF_ACTIONS = frozenset({Action.ADD, PUBLISH, WITHDRAW})


class DocumentPolicy(CompanyPolicy[Document]):
    """Residents see published documents whose audience they belong to now; case staff all.

    Nobody changes or deletes one: what was published stays provable, it is withdrawn instead.
    """

    model = Document

    def visible_to(self, user: AnyUser, company: Company) -> "QuerySet[Document]":
        """The documents of this company that the user may see."""
        rows: QuerySet[Document] = Document.objects.visible_to(user, company)
        return rows

    def may(self, user: AnyUser, action: str, obj: Document) -> bool:
        """Case staff upload, publish and withdraw."""
        if action == Action.VIEW:
            return self.may_see(user, obj)
        return action in _STAFF_ACTIONS and is_case_staff(user, obj.company)

    def who_may_see(self, obj: Document) -> "QuerySet[User]":
        """The logins of its readers, and the company's case staff."""
        readers = self.readers(obj)
        return User.objects.filter(
            Q(people__in=readers) | case_staff_q(obj.company), is_active=True
        ).distinct()

    def readers(self, obj: Document) -> "QuerySet[Person]":
        """The residents it is meant for now, with or without a login; none unless published."""
        people: QuerySet[Person] = Person.objects.of(obj.company)
        if not obj.is_published:
            return people.none()
        if obj.audience == Audience.BOARD:
            boards = BoardMembership.objects.of(obj.company).current()
            rows = people.filter(board_memberships__in=boards.filter(property=obj.property_id))
        else:
            rows = people.filter(occupancies__in=_occupancies(obj))
            if obj.audience == Audience.PERSON:
                rows = rows.filter(documents=obj)
        return rows.distinct()


def _occupancies(document: Document) -> "QuerySet[Occupancy]":
    held = Occupancy.objects.of(document.company)
    here = held.filter(unit__building__property=document.property_id)
    now = here.current()
    then = held.on(document.dated_on)
    rows: dict[str, QuerySet[Occupancy]] = {
        Audience.PERSON: now | here.on(document.dated_on),
        Audience.UNIT: then.filter(unit=document.unit_id),
        Audience.OWNERS: now.filter(role=Occupancy.Role.OWNER),
        Audience.TENANTS: now.filter(role=Occupancy.Role.TENANT),
        Audience.RESIDENTS: now,
    }
    return rows[document.audience]


document_policy = DocumentPolicy()
