"""Our policies in the words of Wagtail: the one rule decides, never a group's permissions."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy

from portal.access.policies import CompanyPolicy
from portal.accounts.models import User
from portal.accounts.roles import employer_of, is_operator
from portal.companies.models import CompanyOwned


class PolicyPermissions(BasePermissionPolicy):
    """What Wagtail's generic views, menus and link finders ask."""

    def __init__(self, policy: CompanyPolicy[Any]) -> None:
        super().__init__(policy.model)
        self.policy = policy

    def user_has_permission(self, user: User, action: str) -> bool:
        """The model-level question: about a new object of the company one works for."""
        if is_operator(user):
            return True
        company = employer_of(user)
        if company is None:
            return False
        return self.policy.may(user, action, self.policy.model(company=company))

    def user_has_any_permission(self, user: User, actions: Iterable[str]) -> bool:
        """Whether there is any use in opening the list; who may enter it is the door's matter."""
        return is_operator(user) or employer_of(user) is not None

    def user_has_permission_for_instance(
        self, user: User, action: str, instance: CompanyOwned
    ) -> bool:
        """The policy itself."""
        return self.policy.may(user, action, instance)

    def instances_user_has_any_permission_for(
        self, user: User, actions: Iterable[str]
    ) -> "QuerySet[Any]":
        """The rows one may see at the company one works for."""
        company = employer_of(user)
        rows: QuerySet[Any] = self.policy.model._default_manager.none()
        return rows if company is None else self.policy.visible_to(user, company)

    def users_with_any_permission(self, actions: Iterable[str]) -> "QuerySet[User]":
        """Nobody by model alone; Wagtail asks this only for its own notices."""
        return User.objects.none()
