"""Who invites."""

from portal.access.policies import Action, AnyUser, RegisterPolicy
from portal.accounts.roles import is_case_staff
from portal.signin.models import Invitation


class InvitationPolicy(RegisterPolicy[Invitation]):
    """Clerks and managers invite the company's people; nobody else sees whom they invited."""

    def may(self, user: AnyUser, action: str, obj: Invitation) -> bool:
        """Case staff send invitations; one is replaced by a newer one, never changed or deleted."""
        return action in {Action.VIEW, Action.ADD} and is_case_staff(user, obj.company)


invitation_policy = InvitationPolicy(Invitation)
