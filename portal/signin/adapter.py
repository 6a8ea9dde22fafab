"""How allauth behaves here: sign-up is closed; people come in by invitation."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class PortalAccountAdapter(DefaultAccountAdapter):
    """allauth's adapter with the portal's rules."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody registers by themselves: the company invites."""
        return False
