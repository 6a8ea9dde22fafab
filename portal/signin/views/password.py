"""Passwords: forgotten, set by a letter's link, changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe
from django.views.generic import FormView

from portal.access.policies import NotAllowedError
from portal.accounts.http import PortalRequest
from portal.accounts.models import User
from portal.core import conf
from portal.signin import actions, limits
from portal.signin.forms import ChangePasswordForm, NewPasswordForm, ResetRequestForm

# Longer than writing a letter into the outbox takes: the time of the answer tells nothing.
ANSWER_SECONDS = 0.1

never_cached = method_decorator(never_cache, name="dispatch")
open_to_all = method_decorator(login_not_required, name="dispatch")
limited = method_decorator(limits.answer_too_many, name="dispatch")
keeps_secrets = method_decorator(sensitive_post_parameters(), name="dispatch")


@open_to_all
@never_cached
@limited
class ResetRequestView(FormView[ResetRequestForm]):
    """Where to send a reset link; the answer is the same for every address."""

    request: PortalRequest
    form_class = ResetRequestForm
    template_name = "signin/reset.html"
    success_url = reverse_lazy("account_reset_password_done")

    def form_valid(self, form: ResetRequestForm) -> HttpResponse:
        """Write to a login of this company, and take the same time over anybody else."""
        email = form.cleaned_data["email"].strip().lower()
        limits.reset_request(self.request, email)
        with _taking_at_least(ANSWER_SECONDS):
            user = User.objects.filter(email=email).first()
            try:
                if user is None:
                    raise NotAllowedError
                actions.request_password_reset(user=user, company=self.request.company)
            except NotAllowedError:
                actions.ignore_password_reset()
        return super().form_valid(form)


@login_not_required
@require_safe
def reset_done(request: HttpRequest) -> HttpResponse:
    """What happens next; no address is repeated and none confirmed."""
    return render(request, "signin/reset_done.html", {"minutes": conf.reset_link_minutes()})


@open_to_all
@never_cached
@keeps_secrets
class NewPasswordView(FormView[NewPasswordForm]):
    """The page behind a reset link."""

    request: PortalRequest
    user: User
    form_class = NewPasswordForm
    template_name = "signin/new_password.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show one neutral page for every link that does not work, whatever the reason."""
        found = _login_of_link(self.request, kwargs["uuid"], kwargs["token"])
        if found is None:
            return _link_dead(request)
        self.user = found
        return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Validators compare the password with the person's name."""
        return super().get_form_kwargs() | {"user": self.user}

    def form_valid(self, form: NewPasswordForm) -> HttpResponse:
        """Set it, end all sessions, and send the person to sign in with it."""
        try:
            actions.reset_password(
                company=self.request.company,
                user=self.user,
                token=self.kwargs["token"],
                password=form.cleaned_data["password1"],
            )
        except actions.LinkDeadError:
            return _link_dead(self.request)
        limits.forgive(self.user.email)
        logout(self.request)
        messages.success(self.request, _("Your new password is saved. Please sign in with it."))
        return redirect("account_login")


@never_cached
@keeps_secrets
@limited
class ChangePasswordView(FormView[ChangePasswordForm]):
    """A new password for somebody who is signed in and knows the present one."""

    request: PortalRequest
    form_class = ChangePasswordForm
    template_name = "signin/change_password.html"
    success_url = reverse_lazy("signin:profile")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Validators compare the password with the person's name."""
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form: ChangePasswordForm) -> HttpResponse:
        """Ask for the present password (a limited door like the login), then change it."""
        user = self.request.user
        attempt = limits.password_attempt(self.request, user.email)
        if not user.check_password(form.cleaned_data["oldpassword"]):
            form.add_error("oldpassword", _("This is not your current password."))
            return self.form_invalid(form)
        attempt.give_back()
        actions.change_password(user=user, password=form.cleaned_data["password1"])
        # This session goes on under a new key; the others end.
        update_session_auth_hash(self.request, user)
        messages.success(
            self.request,
            _("Your password is changed. On your other devices you have been signed out."),
        )
        return HttpResponseRedirect(self.get_success_url())


@contextmanager
def _taking_at_least(seconds: float) -> Iterator[None]:
    ends_at = monotonic() + seconds
    yield
    sleep(max(0.0, ends_at - monotonic()))


def _login_of_link(request: PortalRequest, uuid: UUID, token: str) -> User | None:
    user = User.objects.filter(uuid=uuid).first()
    if user is None or not actions.link_works(request.company, user, token):
        return None
    return user


def _link_dead(request: HttpRequest) -> HttpResponse:
    context = {"minutes": conf.reset_link_minutes()}
    return render(request, "signin/link_dead.html", context, status=410)
