"""The page behind an invitation's link."""

from typing import Any

from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from portal.accounts.http import PortalRequest
from portal.accounts.models import User
from portal.signin import actions, limits
from portal.signin.forms import NewLoginForm, ProveLoginForm
from portal.signin.models import Invitation
from portal.signin.tokens import read_invitation_token
from portal.signin.views.password import keeps_secrets, limited, never_cached, open_to_all

InvitationForm = NewLoginForm | ProveLoginForm


@open_to_all
@never_cached
@keeps_secrets
@limited
class InvitationView(FormView[InvitationForm]):
    """Sets a password, or proves the login one has; then the person is signed in on this host."""

    request: PortalRequest
    invitation: Invitation
    known: User | None
    template_name = "signin/invitation.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A link that does not work says why, since only the person has it."""
        found = read_invitation_token(self.request.company, kwargs["token"])
        if found is None or found.state != Invitation.State.OPEN:
            return self._closed(found)
        self.invitation = found
        self.known = actions.known_login(found)
        return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]

    def get_form_class(self) -> type[InvitationForm]:
        """Whoever has a login elsewhere keeps its password."""
        return ProveLoginForm if self.known else NewLoginForm

    def get_initial(self) -> dict[str, Any]:
        """The language the company has noted."""
        return {"language": self.invitation.person.language}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Validators compare a new password with the person's name."""
        kwargs = super().get_form_kwargs()
        if self.known:
            return kwargs
        person = self.invitation.person
        likeness = User(
            email=person.email, first_name=person.first_name, last_name=person.last_name
        )
        return kwargs | {"user": likeness}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Never a name: who holds a stray letter learns initials only."""
        person = self.invitation.person
        shown = {
            "first_initial": person.first_name[:1].upper(),
            "last_initial": person.last_name[:1].upper(),
            "masked_email": masked(person.email),
            "valid_until": self.invitation.expires_at,
            "known": self.known is not None,
        }
        return super().get_context_data(**kwargs) | shown

    def form_valid(self, form: InvitationForm) -> HttpResponse:
        """Accept and sign in; a wrong password of an older login counts like one at the door."""
        attempt = limits.password_attempt(self.request, self.invitation.person.email)
        try:
            user = actions.accept(
                invitation=self.invitation,
                password=form.password,
                language=form.cleaned_data.get("language", ""),
            )
        except actions.WrongPasswordError:
            form.add_error("oldpassword", _("This is not the password of your access."))
            return self.form_invalid(form)
        except actions.LinkDeadError:
            self.invitation.refresh_from_db()
            return self._closed(self.invitation)
        attempt.give_back()
        messages.success(self.request, _("Your access is set up. Welcome!"))
        response: HttpResponse = perform_login(self.request, user, email=user.email)
        return response

    def _closed(self, invitation: Invitation | None) -> HttpResponse:
        context = {"invitation": invitation, "states": Invitation.State}
        return render(self.request, "signin/invitation_closed.html", context, status=410)


def masked(email: str) -> str:
    """a•••@example.org: enough to know one's own address by."""
    name, _at, domain = email.partition("@")
    return f"{name[:1]}•••@{domain}"
