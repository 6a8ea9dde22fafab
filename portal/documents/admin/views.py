"""Upload a document, read what became of it, publish it, withdraw it."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.log_actions import log

from portal.access.admin.steps import GuardedStepView
from portal.access.admin.viewsets import GuardedCreateView, GuardedInspectView
from portal.documents import actions, opening
from portal.documents.models import Document, DocumentAccess
from portal.documents.policies import PUBLISH, WITHDRAW, document_policy

_ACCESSES_SHOWN = 20


class UploadView(GuardedCreateView):
    """The file goes through the gate and the action, as from every other door."""

    def save_instance(self) -> Document:
        """Upload and, if wished, publish."""
        fields = dict(self.form.cleaned_data)
        publish = fields.pop("publish", False)
        user = self.request.user
        document = actions.upload_document(user=user, company=self.request.company, **fields)
        log(instance=document, action="wagtail.create", content_changed=True)
        if publish:
            document = actions.publish(user=user, document=document)
        return document

    def get_success_buttons(self) -> list[Any]:
        """None: the next page has them."""
        return []

    def get_success_url(self) -> str:
        """The document's page, where it can be published."""
        return _page_of(self.object)


class DocumentView(GuardedInspectView):
    """A document: for whom, since when, and who has opened it."""

    template_name = "documents/admin/document.html"

    @cached_property
    def header_buttons(self) -> list[Button]:
        """The next step in its life."""
        published = self.object.is_published
        step, label = ("withdraw", _("Withdraw")) if published else ("publish", _("Publish"))
        icon = "cross" if published else "check"
        url = reverse(f"document:{step}", args=[self.object.pk])
        return [HeaderButton(label, url=url, icon_name=icon)]

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        """A dash for what does not apply, such as the unit of a bulletin."""
        value = super().get_field_display_value(field_name, field)
        return "–" if value is None else value

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add its history and its openings."""
        document = self.object
        accesses = DocumentAccess.objects.of(document.company).filter(
            target_kind=opening.KIND, target_uuid=document.uuid
        )
        context: dict[str, Any] = super().get_context_data(
            events=document.events.select_related("actor"),
            accesses=accesses.select_related("user").order_by("-at")[:_ACCESSES_SHOWN],
            readers=document_policy.readers(document).count(),
            **kwargs,
        )
        return context


class StepView(GuardedStepView):
    """A step in the life of a document."""

    template_name = "documents/admin/step.html"


class PublishView(StepView):
    """Let the audience read it."""

    object_action = PUBLISH
    act = actions.publish
    page_title = gettext_lazy("Publish")
    question = gettext_lazy("Those it is for can open it at once, and we write to them.")
    done = gettext_lazy("The document is published.")


class WithdrawView(StepView):
    """Take it from the audience."""

    object_action = WITHDRAW
    act = actions.withdraw
    page_title = gettext_lazy("Withdraw")
    question = gettext_lazy(
        "Nobody but the company can open it any more. It can be published again."
    )
    done = gettext_lazy("The document is withdrawn.")


def _page_of(document: Document) -> str:
    return reverse("document:inspect", args=[document.pk])
