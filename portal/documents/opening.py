"""Links to documents: the kind this room registers, and making one."""

from uuid import UUID

from django.urls import reverse

from portal.access.policies import Action
from portal.accounts.models import User
from portal.companies.models import Company
from portal.documents import links
from portal.documents.models import Document
from portal.documents.policies import document_policy

KIND = "document"


def link_to(document: Document, user: User) -> links.Link:
    """A new link to the document for this login; the caller has asked the policy."""
    return links.make_link(kind=KIND, file=document, user=user)


def register_kind() -> None:
    """Offer documents to the links; called once from `ready()`."""
    links.register(
        links.LinkKind(key=KIND, load=_load, may_open=_may_open, reopen_path=_reopen_path)
    )


def _load(company: Company, uuid: UUID) -> Document | None:
    rows = Document.objects.of(company).select_related("company")
    found: Document | None = rows.filter(uuid=uuid).first()
    return found


def _may_open(user: User, document: Document) -> bool:
    return document_policy.may(user, Action.VIEW, document)


def _reopen_path(document: Document) -> str:
    return reverse("documents:open", args=[document.uuid])
