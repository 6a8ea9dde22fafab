"""Who reads which topic, and who keeps them."""

from django.db.models import Q, QuerySet

from faq.models import FaqTopic
from portal.access.policies import Action, AnyUser, CompanyPolicy
from portal.accounts.models import Role, User
from portal.accounts.roles import is_operator, role_of
from portal.companies.models import Company


class FaqTopicPolicy(CompanyPolicy[FaqTopic]):
    """Public topics are for everybody, the others for the company's residents and staff."""

    model = FaqTopic

    def visible_to(self, user: AnyUser, company: Company) -> "QuerySet[FaqTopic]":
        """The topics of this company that the user may read."""
        rows: QuerySet[FaqTopic] = FaqTopic.objects.visible_to(user, company)
        return rows

    def may(self, user: AnyUser, action: str, obj: FaqTopic) -> bool:
        """Editors keep the topics."""
        if action == Action.VIEW:
            return self.may_see(user, obj)
        return is_operator(user) or role_of(user, obj.company) == Role.EDITOR

    def who_may_see(self, obj: FaqTopic) -> "QuerySet[User]":
        """Everybody of the company; also those outside, when it is public."""
        users = User.objects.filter(is_active=True)
        if obj.is_public:
            return users
        here = Q(people__company=obj.company) | Q(
            memberships__company=obj.company, memberships__is_active=True
        )
        return users.filter(here | Q(is_superuser=True)).distinct()


faq_topic_policy = FaqTopicPolicy()
