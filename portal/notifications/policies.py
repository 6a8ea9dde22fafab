"""Who sees which notification, and who looks after the letters that did not arrive."""

from django.db.models import QuerySet

from portal.access.policies import Action, AnyUser, CompanyPolicy
from portal.accounts.models import Role, User
from portal.accounts.roles import case_staff_q, is_case_staff, is_manager
from portal.companies.models import Company
from portal.notifications import registry
from portal.notifications.models import Delivery, DeliveryQuerySet, Notification, Preference
from portal.notifications.preferences import words_for

MARK_READ = "mark_read"
RETRY = "retry"
# Print it, file it as sent, or take it out of the pile.
HANDLE = "handle"


class NotificationPolicy(CompanyPolicy[Notification]):
    """One's own alone: not even a manager reads what a resident was told."""

    model = Notification

    def visible_to(self, user: AnyUser, company: Company) -> "QuerySet[Notification]":
        """What the portal shows to this login at this company."""
        if not isinstance(user, User) or not user.is_active:
            return super().visible_to(user, company)
        rows: QuerySet[Notification] = Notification.objects.in_portal(user, company)
        return rows

    def may(self, user: AnyUser, action: str, obj: Notification) -> bool:
        """Whoever sees it may mark it as read."""
        return action in {Action.VIEW, MARK_READ} and self.may_see(user, obj)

    def who_may_see(self, obj: Notification) -> "QuerySet[User]":
        """Its one reader, if the recipient has a login."""
        if obj.login is None or not obj.in_portal:
            return User.objects.none()
        return User.objects.filter(pk=obj.login.pk, is_active=True)


class DeliveryPolicy(CompanyPolicy[Delivery]):
    """Managers see how their company's mails fare, and have them sent again; all case staff print
    and file what goes by letter.
    """

    model = Delivery

    def visible_to(self, user: AnyUser, company: Company) -> "QuerySet[Delivery]":
        """All of the company's, for its managers; the letters to print, for case staff."""
        rows: DeliveryQuerySet = Delivery.objects.of(company)
        if is_manager(user, company):
            return rows
        return rows.letters() if is_case_staff(user, company) else rows.none()

    def may(self, user: AnyUser, action: str, obj: Delivery) -> bool:
        """Read, send again what has failed, handle what waits on paper."""
        if action == HANDLE:
            return obj.is_to_handle and is_case_staff(user, obj.company)
        if action == RETRY and obj.state != Delivery.State.FAILED:
            return False
        if action == RETRY:
            return is_manager(user, obj.company)
        return action == Action.VIEW and self.may_see(user, obj)

    def who_may_see(self, obj: Delivery) -> "QuerySet[User]":
        """The company's managers; its case staff while it is to be printed."""
        if obj.is_to_handle:
            return User.objects.filter(case_staff_q(obj.company), is_active=True).distinct()
        return User.objects.filter(
            memberships__company=obj.company,
            memberships__is_active=True,
            memberships__role=Role.MANAGER,
            is_active=True,
        )


class PreferencePolicy(CompanyPolicy[Preference]):
    """One's own alone, and only for kinds that may be switched off."""

    model = Preference

    def visible_to(self, user: AnyUser, company: Company) -> "QuerySet[Preference]":
        """What this login has chosen at this company."""
        if not isinstance(user, User) or not user.is_active:
            return super().visible_to(user, company)
        rows: QuerySet[Preference] = Preference.objects.of_user(user, company)
        return rows

    def may(self, user: AnyUser, action: str, obj: Preference) -> bool:
        """See it; change it, saved or not, if the recipient is asked about this kind."""
        if action == Action.VIEW:
            return self.may_see(user, obj)
        return action == Action.CHANGE and obj.login == user and user.is_active and _is_asked(obj)

    def who_may_see(self, obj: Preference) -> "QuerySet[User]":
        """Who has chosen, if the recipient has a login."""
        if obj.login is None:
            return User.objects.none()
        return User.objects.filter(pk=obj.login.pk, is_active=True)


def _is_asked(obj: Preference) -> bool:
    kind = registry.find(obj.kind)
    recipient = obj.recipient_user or obj.recipient_person
    if kind is None or kind.occasion is None or recipient is None:
        return False
    return bool(words_for(kind.occasion, recipient))


notification_policy = NotificationPolicy()
delivery_policy = DeliveryPolicy()
preference_policy = PreferencePolicy()
