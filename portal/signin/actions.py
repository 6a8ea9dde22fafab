"""Changes to logins: asking for a reset link, setting passwords, inviting and accepting."""

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.access.policies import Action, NotAllowedError, ensure
from portal.accounts.models import User
from portal.companies.models import Company
from portal.core import conf
from portal.notifications.actions import notify
from portal.notifications.bell import ring_after_commit
from portal.people.models import Person
from portal.signin.models import Invitation
from portal.signin.policies import invitation_policy
from portal.signin.ties import reset_tie_of
from portal.signin.tokens import ResetTokens

NO_DELIVERY = 0


class LinkDeadError(Exception):
    """The link of a letter does not work any more; the page says no more than that."""


class WrongPasswordError(Exception):
    """The person has a login already, and this is not its password."""


def request_password_reset(*, user: User, company: Company) -> None:
    """Write a letter with a reset link; links asked for before die. Raises NotAllowedError."""
    tie = reset_tie_of(user, company)
    if tie is None or not user.is_active:
        raise NotAllowedError("reset")
    with transaction.atomic():
        locked = User.objects.select_for_update().get(pk=user.pk)
        locked.reset_serial += 1
        locked.save(update_fields=["reset_serial"])
        # To the login's own address, never to the one in a company's records: whoever may edit
        # those could otherwise take over a login that opens other companies' doors as well.
        notify(
            kind="password_reset",
            company=company,
            target=tie,
            recipients=[locked],
            data={"serial": locked.reset_serial},
        )


def ignore_password_reset() -> None:
    """What is done for a stranger's address: the bell rings for nobody.

    A broker that does not answer thus costs strangers and residents the same time.
    """
    ring_after_commit(NO_DELIVERY)


def reset_password(*, company: Company, user: User, token: str, password: str) -> None:
    """Set a new password by a letter's link; all sessions end. Raises LinkDeadError."""
    encoded = make_password(password)
    with transaction.atomic():
        # Locked, so that two clicks at once do not both find the token unused.
        locked = User.objects.select_for_update().get(pk=user.pk)
        if not link_works(company, locked, token):
            raise LinkDeadError
        _store_password(locked, encoded)


def link_works(company: Company, user: User, token: str) -> bool:
    """Whether a reset link is alive: the newest one, within its time, of a login that may enter."""
    valid = ResetTokens(company).check_token(user, token)
    return valid and user.is_active and reset_tie_of(user, company) is not None


def change_password(*, user: User, password: str) -> None:
    """Set a new password for somebody who is signed in; all other sessions end."""
    _store_password(user, make_password(password))


def _store_password(user: User, encoded: str) -> None:
    user.password = encoded
    # A letter that is still waiting in the outbox must not open the new password.
    User.objects.filter(pk=user.pk).update(password=encoded, reset_serial=F("reset_serial") + 1)


def invite(*, user: User, person: Person) -> Invitation:
    """Send a person the letter by which they make a login; an older letter dies.

    Raises NotAllowedError (policy) and ValidationError (no address, or access already).
    """
    now = timezone.now()
    invitation = Invitation(
        company=person.company,
        person=person,
        created_by=user,
        created_at=now,
        expires_at=now + conf.invitation_lifetime(),
    )
    ensure(invitation_policy, user, Action.ADD, invitation)
    _check_invitable(person)
    with transaction.atomic():
        _open_invitations(person).update(revoked_at=now)
        invitation.save()
        notify(
            kind="invitation",
            company=person.company,
            target=invitation,
            recipients=[person],
            actor=user,
        )
    return invitation


def accept(*, invitation: Invitation, password: str, language: str) -> User:
    """Link the invited person to a login and return it.

    An unknown address gets a new login with this password and language. A known one (a resident of
    another company, or staff) must prove it by its password. Raises WrongPasswordError, and
    LinkDeadError when the invitation is not open any more.
    """
    known = known_login(invitation)
    login = known or _new_login(invitation.person, password, language)
    proven = known is None or known.check_password(password)
    if not (proven and login.is_active):
        raise WrongPasswordError
    with transaction.atomic():
        locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if locked.state != Invitation.State.OPEN or _already_here(invitation.person, login):
            raise LinkDeadError
        if known is None:
            login.save()
        Person.objects.of(locked.company).filter(pk=locked.person_id).update(user=login)
        locked.accepted_at = timezone.now()
        locked.save(update_fields=["accepted_at"])
    return login


def known_login(invitation: Invitation) -> User | None:
    """The login that already has the invited address, and a password to prove it by."""
    login = _login_of(invitation.person.email)
    return login if login is not None and login.has_usable_password() else None


def _new_login(person: Person, password: str, language: str) -> User:
    # Staff whose login was made for them, but who have never set a password, set it now.
    login = _login_of(person.email) or User(
        email=person.email.strip().lower(),
        first_name=person.first_name,
        last_name=person.last_name,
    )
    login.language = language
    login.set_password(password)
    return login


def _login_of(email: str) -> User | None:
    return User.objects.filter(email=email.strip().lower()).first()


def _already_here(person: Person, login: User) -> bool:
    here = Person.objects.of(person.company)
    linked = here.filter(user=login) if login.pk else here.none()
    return linked.exists() or here.filter(pk=person.pk, user__isnull=False).exists()


def _check_invitable(person: Person) -> None:
    if not person.email:
        raise ValidationError(_("Note this person's e-mail address first."), code="no_email")
    login = _login_of(person.email)
    if person.user_id is not None or (login is not None and _already_here(person, login)):
        raise ValidationError(
            _("Somebody already signs in here with this e-mail address."), code="has_access"
        )


def _open_invitations(person: Person) -> QuerySet[Invitation]:
    rows: QuerySet[Invitation] = Invitation.objects.of(person.company).filter(
        person=person, accepted_at=None, revoked_at=None
    )
    return rows
