"""The forms of the /konto/ pages; what they do lies in actions."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import (
    MinimumLengthValidator,
    get_default_password_validators,
    validate_password,
)
from django.utils.functional import lazy
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User


def email_field(**options: Any) -> forms.EmailField:
    """The field of the address one signs in with, known to password managers."""
    widget = forms.EmailInput(attrs={"autocomplete": "username", "inputmode": "email"})
    return forms.EmailField(label=_("E-mail address"), widget=widget, **options)


def password_field(label: Any, autocomplete: str, **options: Any) -> forms.CharField:
    """A password as it was typed: spaces at its ends are part of it."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, widget=widget, **options)


def password_min_length() -> int:
    """The length new passwords must have."""
    lengths = [
        validator.min_length
        for validator in get_default_password_validators()
        if isinstance(validator, MinimumLengthValidator)
    ]
    return max(lengths, default=1)


def _password_hint() -> str:
    return gettext(
        "At least %(number)s characters. A short sentence is easier to remember than special"
        " characters."
    ) % {"number": password_min_length()}


class SignInForm(LoginForm):
    """allauth's form with our words and without its placeholders."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = email_field()
        self.fields["password"] = password_field(_("Password"), "current-password")


class ResetRequestForm(forms.Form):
    """To which address the letter with the link shall go."""

    email = email_field()

    def clean(self) -> dict[str, Any]:
        """Refuse several addresses at once: one might be looked up and another one written to."""
        if hasattr(self.data, "getlist") and len(self.data.getlist("email")) > 1:
            raise forms.ValidationError(_("Enter one e-mail address."))
        return self.cleaned_data


class NewPasswordForm(forms.Form):
    """A new password, twice, since what is typed cannot be seen; fields named as allauth does."""

    password1 = password_field(
        _("New password"), "new-password", help_text=lazy(_password_hint, str)()
    )
    password2 = password_field(_("New password once more"), "new-password")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password1(self) -> str:
        """Ask Django's validators: long enough, not common, not like the person's own name."""
        password: str = self.cleaned_data["password1"]
        validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        """Compare the two."""
        first, second = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords are not the same."))
        return self.cleaned_data


class ChangePasswordForm(NewPasswordForm):
    """The same for somebody signed in, who proves it by the present password."""

    oldpassword = password_field(_("Current password"), "current-password")

    field_order = ["oldpassword", "password1", "password2"]


def language_field(**options: Any) -> forms.ChoiceField:
    """The portal's languages, each in its own words."""
    choices = [(code, get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES]
    return forms.ChoiceField(
        label=_("Language of the portal and of e-mails"),
        choices=choices,
        widget=forms.RadioSelect,
        **options,
    )


class NewLoginForm(NewPasswordForm):
    """Accepting an invitation with a login of one's own."""

    language = language_field()

    @property
    def password(self) -> str:
        """The password of the login to be."""
        password: str = self.cleaned_data["password1"]
        return password


class ProveLoginForm(forms.Form):
    """Accepting an invitation with the login one has already."""

    oldpassword = password_field(_("Your password"), "current-password")

    @property
    def password(self) -> str:
        """The password that proves it."""
        password: str = self.cleaned_data["oldpassword"]
        return password


class LanguageForm(forms.Form):
    """The choice on the profile page; the footer's address takes it."""

    language = language_field()
