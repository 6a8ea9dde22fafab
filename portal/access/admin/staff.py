"""Who works for the company: managers take people in, change their role, end it."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.log_actions import log

from portal.access.admin.forms import CompanyModelForm
from portal.access.admin.viewsets import (
    GuardedCreateView,
    GuardedEditView,
    GuardedModelViewSet,
)
from portal.access.policies import Action, AnyUser, CompanyPolicy
from portal.accounts.actions import end_membership, grant_membership
from portal.accounts.models import Role, StaffMembership, User
from portal.accounts.roles import is_manager
from portal.companies.models import Company


class StaffPolicy(CompanyPolicy[StaffMembership]):
    """Managers see and keep the memberships of their company, but never their own.

    So nobody gives themselves another role, and a company always keeps one manager.
    """

    model = StaffMembership

    def visible_to(self, user: AnyUser, company: Company) -> "QuerySet[StaffMembership]":
        """All of the company for its managers."""
        rows: QuerySet[StaffMembership] = StaffMembership.objects.of(company)
        return rows if is_manager(user, company) else rows.none()

    def may(self, user: AnyUser, action: str, obj: StaffMembership) -> bool:
        """A membership is ended, not deleted: what the person wrote stays theirs."""
        if not is_manager(user, obj.company) or action == Action.DELETE:
            return False
        return action != Action.CHANGE or obj.user_id != user.pk

    def who_may_see(self, obj: StaffMembership) -> "QuerySet[User]":
        """The company's managers."""
        return User.objects.filter(
            memberships__company=obj.company,
            memberships__is_active=True,
            memberships__role=Role.MANAGER,
            is_active=True,
        )


staff_policy = StaffPolicy()


class NewMemberForm(CompanyModelForm):
    """An e-mail address and a role; the login is made when there is none."""

    email = forms.EmailField(label=gettext_lazy("E-mail"))
    first_name = forms.CharField(label=gettext_lazy("First name"), max_length=80)
    last_name = forms.CharField(label=gettext_lazy("Last name"), max_length=80)

    class Meta:
        model = StaffMembership
        fields = ("role",)

    field_order = ("email", "first_name", "last_name", "role")

    def clean_email(self) -> str:
        """Refuse who works elsewhere or runs the installation, and do not say which it is."""
        email: str = self.cleaned_data["email"].strip().lower()
        known = User.objects.filter(email=email).first()
        if known is None:
            return email
        elsewhere = known.memberships.filter(is_active=True).exclude(company=self.instance.company)
        if known.is_superuser or not known.is_active or elsewhere.exists():
            raise forms.ValidationError(_("This address cannot be taken in here."))
        if known.memberships.filter(is_active=True).exists():
            raise forms.ValidationError(_("This person already works here."))
        return email

    def save(self, commit: bool = True) -> StaffMembership:
        """Grant the membership through its action; an existing login keeps its own name."""
        data = self.cleaned_data
        with transaction.atomic():
            user = get_user_model().objects.filter(email=data["email"]).first()
            if user is None:
                user = User.objects.create_user(
                    data["email"], first_name=data["first_name"], last_name=data["last_name"]
                )
            return grant_membership(
                company=self.instance.company, user=user, role=Role(data["role"])
            )


class MemberForm(CompanyModelForm):
    """Another role, or the end."""

    class Meta:
        model = StaffMembership
        fields = ("role", "is_active")

    def save(self, commit: bool = True) -> StaffMembership:
        """Change it through the actions: groups follow the membership."""
        membership: StaffMembership = self.instance
        if not self.cleaned_data["is_active"]:
            end_membership(membership=membership)
            return membership
        return grant_membership(
            company=membership.company, user=membership.user, role=Role(membership.role)
        )


class MemberCreateView(GuardedCreateView):
    """Take somebody in."""

    def save_instance(self) -> StaffMembership:
        """The form's own save decides what is made; the policy has been asked for the company."""
        if not staff_policy.may(self.request.user, Action.ADD, self.form.instance):
            raise PermissionDenied
        membership: StaffMembership = self.form.save()
        log(instance=membership, action="wagtail.create", content_changed=True)
        return membership


class MemberEditView(GuardedEditView):
    """Change somebody's role or end it."""

    def form_valid(self, form: Any) -> HttpResponse:
        """A login works for one company: coming back fails when it works elsewhere by now."""
        try:
            response: HttpResponse = super().form_valid(form)
        except IntegrityError:
            form.add_error("is_active", _("This address cannot be taken in here."))
            self.produced_error_message = self.get_error_message()
            failed: HttpResponse = self.form_invalid(form)
            return failed
        return response


class StaffViewSet(GuardedModelViewSet):
    """Mitarbeitende, in the settings of the company."""

    model = StaffMembership
    policy = staff_policy
    roles = frozenset({Role.MANAGER})
    name = "staff"
    url_prefix = "mitarbeitende"
    icon = "group"
    add_to_settings_menu = True
    menu_label = gettext_lazy("Staff")
    menu_order = 50
    select_related = ("user",)
    inspect_view_enabled = False
    add_view_class = MemberCreateView
    edit_view_class = MemberEditView
    search_fields = ["user__last_name", "user__first_name", "user__email"]
    list_filter = ["role", "is_active"]
    list_display = [
        "user",
        "user__email",
        "role",
        BooleanColumn("is_active", label=gettext_lazy("Active")),
    ]

    def get_form_class(self, for_update: bool = False) -> type[CompanyModelForm]:
        """Taking in asks for an address, changing does not."""
        return MemberForm if for_update else NewMemberForm
