"""wagtail-modeladmin, guarded: the base of the small registers staff look things up in.

Its stock instance views load by the default manager, its permission helper ignores the object, its
list accepts any lookup of the ORM from the address (ADR 0003).
"""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from django.contrib.admin import RelatedFieldListFilter
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import transaction
from django.db.models import ProtectedError, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.panels import ObjectList
from wagtail.log_actions import log
from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import CreateView, DeleteView, IndexView

from portal.access.admin.doors import CASE_STAFF, open_doors
from portal.access.admin.forms import CompanyModelForm
from portal.access.admin.menu import REGISTERS_HOOK
from portal.access.admin.permissions import PolicyPermissions
from portal.access.policies import Action, CompanyPolicy
from portal.accounts.http import PortalRequest
from portal.accounts.models import Role, User
from portal.accounts.roles import employer_of, is_operator, role_of
from portal.companies.models import CompanyOwned


class PolicyPermissionHelper(PermissionHelper):
    """Asks the register's policy about the object at hand."""

    policy: ClassVar[CompanyPolicy[Any]]
    roles: ClassVar[frozenset[Role]]

    def get_all_model_permissions(self) -> "QuerySet[Permission]":
        """No group is given these: roles and policies decide."""
        return Permission.objects.none()

    def user_has_any_permissions(self, user: User) -> bool:
        """Whether the register is for this login's role."""
        company = employer_of(user)
        return is_operator(user) or (company is not None and role_of(user, company) in self.roles)

    def user_can_create(self, user: User) -> bool:
        """The model-level question."""
        return PolicyPermissions(self.policy).user_has_permission(user, Action.ADD)

    def user_can_inspect_obj(self, user: User, obj: CompanyOwned) -> bool:
        """Reading."""
        return self.policy.may(user, Action.VIEW, obj)

    def user_can_edit_obj(self, user: User, obj: CompanyOwned) -> bool:
        """Changing."""
        return self.policy.may(user, Action.CHANGE, obj)

    def user_can_delete_obj(self, user: User, obj: CompanyOwned) -> bool:
        """Deleting."""
        return self.policy.may(user, Action.DELETE, obj)


class OneWayButtonHelper(ButtonHelper):
    """Beside an entry: the form for those who may change it, the page to read for the others."""

    def get_buttons_for_obj(
        self, obj: CompanyOwned, exclude: Iterable[str] | None = None, **options: Any
    ) -> list[dict[str, str]]:
        """Wagtail's buttons without the superfluous one."""
        hidden = set(exclude or ())
        if self.permission_helper.user_can_edit_obj(self.request.user, obj):
            hidden.add("inspect")
        buttons: list[dict[str, str]] = super().get_buttons_for_obj(obj, list(hidden), **options)
        return buttons


class CompanyRelationFilter(RelatedFieldListFilter):
    """A filter by a relation that offers the company's rows only."""

    def field_choices(self, field: Any, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        """In the order the related model has by itself."""
        rows = field.related_model.objects.of(request.company)
        return [(str(row.pk), str(row)) for row in rows]


class GuardedIndexView(IndexView):
    """The list accepts the filters it offers, and no other lookup."""

    def get_filters(self, request: HttpRequest) -> Any:
        """Refuse what no filter has taken from the address."""
        specs, has_filters, remaining, use_distinct = super().get_filters(request)
        if remaining:
            raise SuspiciousOperation("unknown filter")
        return specs, has_filters, remaining, use_distinct


class GuardedCreateView(CreateView):
    """A new entry of this company."""

    def get_instance(self) -> Any:
        """The form limits its choices by the company it finds here."""
        return getattr(self, "instance", None) or self.model(company=self.request.company)


class GuardedDeleteView(DeleteView):
    """Delete an entry that nothing points to.

    The stock view would list every row that does: all cases of a category.
    """

    def post(self, request: PortalRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say it where the database refuses, since an entry in use must stay."""
        named = {"object": self.instance}
        try:
            with transaction.atomic():
                log(instance=self.instance, action="wagtail.delete")
                self.delete_instance()
        except ProtectedError:
            messages.error(request, _("“%(object)s” is in use and cannot be deleted.") % named)
        else:
            messages.success(request, _("“%(object)s” is deleted.") % named)
        return redirect(self.index_url)


class RegisterAdmin(ModelAdmin):
    """The base of every register. Set `model`, `policy`, `panels`, `list_display`."""

    policy: ClassVar[CompanyPolicy[Any]]
    roles: ClassVar[Iterable[Role]] = CASE_STAFF
    panels: ClassVar[list[Any]]
    form_class: ClassVar[type[CompanyModelForm]] = CompanyModelForm
    add_to_admin_menu = False
    inspect_view_enabled = True
    inspect_view_fields_exclude = ["id", "uuid", "company"]
    list_per_page = 50
    index_view_class = GuardedIndexView
    create_view_class = GuardedCreateView
    delete_view_class = GuardedDeleteView
    button_helper_class = OneWayButtonHelper

    def get_permission_helper_class(self) -> type[PolicyPermissionHelper]:
        """A helper that knows this register's policy."""
        known = {"policy": self.policy, "roles": frozenset(self.roles)}
        return type("RegisterPermissionHelper", (PolicyPermissionHelper,), known)

    def get_edit_handler(self) -> Any:
        """Panels build their form on our base, which limits the choices."""
        return ObjectList(self.panels, base_form_class=self.form_class)

    def get_queryset(self, request: PortalRequest) -> "QuerySet[Any]":
        """The policy's rows at this company."""
        rows = self.policy.visible_to(request.user, request.company)
        # The policy asks each row for its company.
        rows = rows.select_related("company", *(self.list_select_related or ()))
        ordering = self.get_ordering(request)
        return rows.order_by(*ordering) if ordering else rows

    def get_list_filter(self, request: PortalRequest) -> list[Any]:
        """Filters by a relation do not reach beyond the company."""
        return [
            (name, CompanyRelationFilter) if self._is_relation(name) else name
            for name in self.list_filter
        ]

    def edit_view(self, request: PortalRequest, instance_pk: str) -> HttpResponse:
        """Modeladmin's view behind the guard; it asks for the right to change by itself."""
        return self._guarded(super().edit_view, request, instance_pk)

    def delete_view(self, request: PortalRequest, instance_pk: str) -> HttpResponse:
        """The same for deleting."""
        return self._guarded(super().delete_view, request, instance_pk)

    def inspect_view(self, request: PortalRequest, instance_pk: str) -> HttpResponse:
        """The same for reading."""
        return self._guarded(super().inspect_view, request, instance_pk)

    def history_view(self, request: PortalRequest, instance_pk: str) -> HttpResponse:
        """Modeladmin asks nothing here: who may read the entry may read its history."""
        return self._guarded(super().history_view, request, instance_pk)

    def get_permissions_for_registration(self) -> "QuerySet[Permission]":
        """Nothing to be ticked in Wagtail's groups."""
        return Permission.objects.none()

    def get_admin_urls_for_registration(self) -> tuple[Any, ...]:
        """Open the doors with the views behind them."""
        urls: tuple[Any, ...] = super().get_admin_urls_for_registration()
        open_doors([url.name for url in urls], self.roles)
        return urls

    def get_menu_label(self) -> str:
        """As the model is called, without English capitals in German words."""
        return str(capfirst(self.opts.verbose_name_plural))

    def register_with_wagtail(self) -> None:
        """Under the common heading of all registers."""
        super().register_with_wagtail()
        hooks.register(REGISTERS_HOOK, self.get_menu_item)

    def register_indexing(self) -> None:
        """Registers stay out of Wagtail's index of references: nothing asks it."""

    def _guarded(
        self, view: Callable[..., HttpResponse], request: PortalRequest, instance_pk: str
    ) -> HttpResponse:
        key = unquote(instance_pk)
        found = self.get_queryset(request).filter(pk=key).first() if key.isdecimal() else None
        if found is None:
            raise Http404
        if not self.policy.may(request.user, Action.VIEW, found):
            raise PermissionDenied
        return view(request, instance_pk)

    def _is_relation(self, name: str) -> bool:
        return bool(self.model._meta.get_field(name).is_relation)
