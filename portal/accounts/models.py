"""User (signs in by e-mail) and StaffMembership (works for one company)."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from portal.companies.models import CompanyOwned


class UserManager(BaseUserManager["User"]):
    """Makes logins; an e-mail address is kept in lower case, since people type it as they like."""

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "User":
        """Create a login; without a password nobody can sign in until one is set."""
        user = self.model(email=email.strip().lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> "User":
        """Create an operator's login, which enters the admin on every host."""
        return self.create_user(email, password, is_superuser=True, **extra)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find a login by its address, whatever the case."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A login: one per e-mail address; may belong to several companies, sees one per host."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    first_name = models.CharField(_("first name"), max_length=80, blank=True)
    last_name = models.CharField(_("last name"), max_length=80, blank=True)
    language = models.CharField(
        _("language"), max_length=5, blank=True, help_text=_("Empty: the browser decides.")
    )
    is_active = models.BooleanField(_("active"), default=True)
    # Counts requests for a reset link: part of the link's hash, so an older link dies.
    reset_serial = models.PositiveIntegerField(default=0, editable=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("login")
        verbose_name_plural = _("logins")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_unique_whatever_case"),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def get_full_name(self) -> str:
        """First and last name, as Wagtail and mails show it."""
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        """The first name."""
        return self.first_name

    @property
    def is_staff(self) -> bool:
        """What libraries ask for; our own rule is StaffMembership (see roles)."""
        return self.is_superuser


class Role(models.TextChoices):
    """What a member of staff does at the company."""

    CLERK = "clerk", _("Clerk")
    MANAGER = "manager", _("Manager")
    EDITOR = "editor", _("Editor")


class StaffMembership(CompanyOwned):
    """A login works for a company in a role; owns the matching Wagtail group."""

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("login")
    )
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("staff membership")
        verbose_name_plural = _("staff memberships")
        constraints = [
            # Wagtail's groups are global per user: two companies' rights would mix.
            models.UniqueConstraint(
                fields=["user"], condition=Q(is_active=True), name="one_active_membership_per_user"
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="staff_membership_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"
