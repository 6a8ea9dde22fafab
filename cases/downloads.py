"""The ways out of a case: the kind of link to its files, and its record as a PDF."""

import logging
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from cases.models import Attachment, Case
from cases.policies import attachment_policy
from cases.record import file_name, make_record
from portal.access.policies import Action
from portal.accounts.models import User
from portal.companies.models import Company
from portal.core.typesetting import TypesettingError
from portal.documents import links
from portal.documents.delivery import FILE_HEADERS

logger = logging.getLogger(__name__)

KIND = "attachment"


def link_to(attachment: Attachment, user: User) -> links.Link:
    """A new link to the file for this login; the caller has asked the policy."""
    return links.make_link(kind=KIND, file=attachment, user=user)


def record_of(case: Case, reader: User) -> HttpResponse | None:
    """The PDF as an answer nobody keeps; None, with an alarm logged, when it cannot be set."""
    try:
        content = make_record(case, reader)
    except TypesettingError:
        logger.exception("The record of case %s cannot be set.", case.uuid)
        return None
    response = HttpResponse(content, content_type="application/pdf")
    disposition = content_disposition_header(as_attachment=True, filename=file_name(case))
    for name, value in {**FILE_HEADERS, "Content-Disposition": disposition or "attachment"}.items():
        response[name] = value
    return response


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
