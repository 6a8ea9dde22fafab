"""The way out of a case's files: the kind of link this room registers."""

from uuid import UUID

from django.urls import reverse

from cases.models import Attachment
from cases.policies import attachment_policy
from portal.access.policies import Action
from portal.accounts.models import User
from portal.companies.models import Company
from portal.documents import links

KIND = "attachment"


def link_to(attachment: Attachment, user: User) -> links.Link:
    """A new link to the file for this login; the caller has asked the policy."""
    return links.make_link(kind=KIND, file=attachment, user=user)


def register_kind() -> None:
    """Offer attachments to the links; called once from `ready()`."""
    links.register(
        links.LinkKind(key=KIND, load=_load, may_open=_may_open, reopen_path=_reopen_path)
    )


def _load(company: Company, uuid: UUID) -> Attachment | None:
    rows = Attachment.objects.of(company).select_related("company", "case")
    found: Attachment | None = rows.filter(uuid=uuid).first()
    return found


def _may_open(user: User, attachment: Attachment) -> bool:
    return attachment_policy.may(user, Action.VIEW, attachment)


def _reopen_path(attachment: Attachment) -> str:
    return reverse("cases:attachment", args=[attachment.case.uuid, attachment.uuid])
