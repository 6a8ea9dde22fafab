"""Views of the outgoing post in the admin."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages

from portal.access.admin.viewsets import GuardedIndexView, GuardedInspectView, GuardedObjectView
from portal.access.policies import NotAllowedError
from portal.core.words import moment
from portal.notifications.actions import retry_delivery
from portal.notifications.models import Delivery
from portal.notifications.policies import RETRY, delivery_policy
from portal.notifications.reading import title_for_staff


class OutgoingView(GuardedIndexView):
    """The list, called as in the menu."""

    page_title = gettext_lazy("Outgoing post")


class DeliveryView(GuardedInspectView):
    """One letter on its way: to whom, about what, and why it did not arrive."""

    template_name = "notifications/admin/delivery.html"
    object: Delivery

    def get_page_title(self) -> str:
        """In the browser's tab and above the page."""
        return _("Letter")

    def get_page_subtitle(self) -> str:
        """Whose it is."""
        return str(self.object.recipient)

    def get_fields_context(self) -> list[dict[str, Any]]:
        """What a manager needs to know; never what the letter says."""
        delivery, notification = self.object, self.object.notification
        rows: list[tuple[str, Any]] = [
            (_("Recipient"), delivery.recipient),
            (_("E-mail"), notification.recipient.email),
            (_("About"), title_for_staff(self.request.user, self.request.company, notification)),
            (_("State"), delivery.get_state_display()),
            (_("Reason"), delivery.get_reason_display()),
            (_("Detail"), delivery.error),
            (_("Attempts"), delivery.attempts),
            (_("Written"), moment(notification.created_at)),
        ]
        if delivery.sent_at:
            rows.append((_("Sent"), moment(delivery.sent_at)))
        elif delivery.state == Delivery.State.PENDING:
            rows.append((_("Next attempt"), moment(delivery.next_attempt_at)))
        return [{"label": label, "value": value} for label, value in rows if value != ""]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the question whether the button is of use."""
        may_retry = delivery_policy.may(self.request.user, RETRY, self.object)
        context: dict[str, Any] = super().get_context_data(may_retry=may_retry, **kwargs)
        return context


class RetryView(GuardedObjectView, View):  # type: ignore[misc] # ours is the narrower request
    """Have a failed letter sent again."""

    inspect_url_name: ClassVar[str] = ""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The action decides; two clicks are one."""
        delivery = self.get_object()
        try:
            retry_delivery(user=self.request.user, delivery=delivery)
        except NotAllowedError:
            messages.warning(request, _("This letter has not failed, or is on its way again."))
        else:
            messages.success(request, _("The letter will be sent again within seconds."))
        return redirect(self.inspect_url_name, pk)
