"""The outgoing post in the admin: what was sent, what failed and why, for managers."""

from typing import Any, ClassVar

from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from portal.access.admin.viewsets import GuardedModelViewSet
from portal.accounts.models import Role
from portal.notifications.admin.views import DeliveryView, OutgoingView, RetryView
from portal.notifications.models import Delivery
from portal.notifications.policies import delivery_policy


class DeliveryViewSet(GuardedModelViewSet):
    """Postausgang: written by the portal, so there is nothing to add, change or delete."""

    model = Delivery
    policy = delivery_policy
    roles: ClassVar[frozenset[Role]] = frozenset({Role.MANAGER})
    select_related = (
        "notification__company",
        "notification__recipient_user",
        "notification__recipient_person__user",
    )
    name = "delivery"
    url_prefix = "postausgang"
    icon = "mail"
    menu_label = _("Outgoing post")
    menu_order = 70
    add_to_admin_menu = True
    index_view_class = OutgoingView
    inspect_view_class = DeliveryView
    inspect_template_name = DeliveryView.template_name
    form_fields: ClassVar[list[str]] = []
    list_filter = ["state", "reason"]
    search_fields = [
        "notification__recipient_person__last_name",
        "notification__recipient_person__email",
        "notification__recipient_user__email",
    ]
    ordering = ["-pk"]

    @cached_property
    def list_display(self) -> list[object]:
        """Recipients are the link to the letter."""
        return [
            TitleColumn("recipient", label=_("Recipient"), url_name=self.get_url_name("inspect")),
            Column("state", label=_("State"), accessor="get_state_display"),
            Column("reason", label=_("Reason"), accessor="get_reason_display"),
            "attempts",
            DateColumn("written", label=_("Written"), accessor="notification.created_at"),
        ]

    @cached_property
    def menu_url(self) -> str:
        """What somebody has to look at; the list says that it is filtered."""
        return f"{reverse(self.get_url_name('index'))}?state={Delivery.State.FAILED}"

    def get_urlpatterns(self) -> list[Any]:
        """Reading, and sending again."""
        read = [url for url in super().get_urlpatterns() if url.name in _READING]
        retry = RetryView.as_view(
            company_policy=self.policy, inspect_url_name=self.get_url_name("inspect")
        )
        return [*read, path("erneut/<int:pk>/", retry, name="retry")]


_READING = frozenset({"index", "index_results", "inspect"})
