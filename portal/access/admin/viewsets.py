"""Wagtail's ModelViewSet, guarded: every query starts from the company, every object is asked for.

The stock views ask one model-level question and then load by primary key (ADR 0003).
"""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError, QuerySet
from django.forms import ModelForm, modelform_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import ObjectList
from wagtail.admin.views import generic
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, HeaderButton

from portal.access.admin.doors import CASE_STAFF, open_doors
from portal.access.admin.forms import CompanyFilterSet, CompanyModelForm
from portal.access.admin.permissions import PolicyPermissions
from portal.access.policies import Action, CompanyPolicy
from portal.accounts.http import PortalRequest
from portal.accounts.models import Role
from portal.accounts.roles import is_operator, role_of
from portal.companies.models import CompanyOwned


class GuardedView:
    """What every guarded view has: the rows this login may see here."""

    company_policy: ClassVar[CompanyPolicy[Any] | None] = None
    select_related: ClassVar[tuple[str, ...]] = ()
    request: PortalRequest
    kwargs: dict[str, Any]

    def own_rows(self) -> "QuerySet[Any]":
        """The policy's rows; a view without a policy has none."""
        assert self.company_policy is not None  # noqa: S101 -- a programmer's slip
        rows = self.company_policy.visible_to(self.request.user, self.request.company)
        # The policy asks each row for its company.
        return rows.select_related("company", *self.select_related)


class GuardedObjectView(GuardedView):
    """A view of one object: absent for strangers, forbidden where the policy says so."""

    object_action: ClassVar[str] = Action.VIEW

    def get_object(self, queryset: "QuerySet[Any] | None" = None) -> Any:
        """The object within the company and within the policy; fetched once."""
        if not hasattr(self, "_guarded"):
            self._guarded = self._fetch()
        return self._guarded

    def _fetch(self) -> CompanyOwned:
        key = unquote(str(self.kwargs["pk"]))
        found: CompanyOwned = get_object_or_404(self.own_rows(), pk=key)
        assert self.company_policy is not None  # noqa: S101 -- own_rows() has asked already
        if not self.company_policy.may(self.request.user, self.object_action, found):
            raise PermissionDenied
        return found


class GuardedIndexView(GuardedView, generic.IndexView):
    """The list: the policy's rows, filters with the company's choices."""

    base_filterset_class = CompanyFilterSet

    def get_base_queryset(self) -> "QuerySet[Any]":
        """Instead of the model's default manager."""
        return self.own_rows()


class ReadFirstIndexView(GuardedIndexView):
    """A list whose rows open the page to read; changing, if at all, is one click further."""

    def _get_title_column(self, field_name: str, *args: Any, **kwargs: Any) -> Any:
        column = super()._get_title_column(field_name, *args, **kwargs)
        column._get_url_func = self.get_inspect_url
        return column


class GuardedCreateView(GuardedView, generic.CreateView):
    """A new object of this company."""

    def get_initial_form_instance(self) -> Any:
        """The form limits its choices by the company it finds here."""
        return self.model(company=self.request.company)

    def save_instance(self) -> Any:
        """Ask about the very object, now that the form has filled it."""
        assert self.company_policy is not None  # noqa: S101 -- a programmer's slip
        if not self.company_policy.may(self.request.user, Action.ADD, self.form.instance):
            raise PermissionDenied
        return super().save_instance()


class GuardedEditView(GuardedObjectView, generic.EditView):
    """Change an object."""

    object_action = Action.CHANGE


class GuardedDeleteView(GuardedObjectView, generic.DeleteView):
    """Delete an object that nothing points to."""

    object_action = Action.DELETE

    def form_valid(self, form: Any) -> HttpResponse:
        """Say it where the database refuses, since a record in use must stay."""
        try:
            response: HttpResponse = super().form_valid(form)
        except ProtectedError:
            messages.error(
                self.request,
                _("“%(object)s” is in use and cannot be deleted.") % {"object": self.object},
            )
            return redirect(self.index_url_name)
        return response


class GuardedInspectView(GuardedObjectView, generic.InspectView):
    """Read an object; the way to change it stands beside its name."""

    def get_page_title(self) -> str:
        """What it is; the subtitle says which."""
        return str(capfirst(self.object._meta.verbose_name))

    @cached_property
    def header_buttons(self) -> list[Button]:
        """Editing, for those who may."""
        url = self.get_edit_url()
        return [HeaderButton(_("Edit"), url=url, icon_name="edit")] if url else []

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """The rest of Wagtail's buttons."""
        return [b for b in super().header_more_buttons if b.url != self.get_edit_url()]


class GuardedHistoryView(GuardedObjectView, HistoryView):
    """Who changed an object and when."""


class GuardedModelViewSet(ModelViewSet):
    """The base of every viewset of ours. Set `model`, `policy`, `roles` and the form's fields.

    Usage and copy views are left out: they would need the same guard for objects of other models.
    """

    policy: ClassVar[CompanyPolicy[Any]]
    roles: ClassVar[Iterable[Role]] = CASE_STAFF
    select_related: ClassVar[tuple[str, ...]] = ()
    form_class: ClassVar[type[CompanyModelForm]] = CompanyModelForm
    add_to_admin_menu = False
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 25

    index_view_class = GuardedIndexView
    add_view_class = GuardedCreateView
    edit_view_class = GuardedEditView
    delete_view_class = GuardedDeleteView
    inspect_view_class = GuardedInspectView
    history_view_class = GuardedHistoryView

    @property
    def permission_policy(self) -> PolicyPermissions:
        """Wagtail's questions, answered by the model's policy."""
        return PolicyPermissions(self.policy)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Hand the policy to the views."""
        common: dict[str, Any] = super().get_common_view_kwargs(
            company_policy=self.policy, select_related=self.select_related, **kwargs
        )
        del common["usage_url_name"]
        return common

    def get_edit_handler(self) -> Any:
        """Panels build their form on our base, which limits the choices."""
        panels = getattr(self, "panels", None)
        if panels is None:
            return None
        return ObjectList(panels, base_form_class=self.form_class).bind_to_model(self.model)

    def get_form_class(self, for_update: bool = False) -> type[ModelForm[Any]]:
        """The same for forms without panels."""
        if self._edit_handler:
            built: type[ModelForm[Any]] = self._edit_handler.get_form_class()
            return built
        return modelform_factory(
            self.model,
            form=self.form_class,
            fields=self.get_form_fields(),
            formfield_callback=self.formfield_for_dbfield,
        )

    @cached_property
    def menu_item_class(self) -> type[MenuItem]:
        """Shown to the roles the door opens to."""
        roles = frozenset(self.roles)

        class GuardedMenuItem(MenuItem):
            def is_shown(self, request: PortalRequest) -> bool:
                return shown_to(request, roles)

        return GuardedMenuItem

    def get_urlpatterns(self) -> list[Any]:
        """All but the usage view."""
        return [url for url in super().get_urlpatterns() if url.name != "usage"]

    def register_permissions(self) -> None:
        """No group is given these: roles and policies decide."""

    def on_register(self) -> None:
        """Open the door with the views behind it."""
        super().on_register()
        open_doors([f"{self.url_namespace}:"], self.roles)


def shown_to(request: HttpRequest, roles: Iterable[Role]) -> bool:
    """Whether a menu item is for this login: operators see all, staff what is their role's."""
    assert hasattr(request, "company")  # noqa: S101 -- behind CompanyMiddleware
    return is_operator(request.user) or role_of(request.user, request.company) in set(roles)
