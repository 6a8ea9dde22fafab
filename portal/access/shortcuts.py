"""Fetch-or-404 for HTML and API views: a foreign object is as absent as one that never was."""

from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from portal.access.policies import CompanyPolicy
from portal.accounts.http import PortalRequest
from portal.companies.models import CompanyOwned

M = TypeVar("M", bound=CompanyOwned)


def visible_or_404(
    policy: CompanyPolicy[M],
    request: PortalRequest,
    uuid: UUID | str,
    *,
    action: str | None = None,
    rows: "QuerySet[M] | None" = None,
) -> M:
    """The object if this user may see it here, else Http404.

    `rows` lets a view bring its own select_related on top of `policy.visible_to(...)`.
    With `action`, a reader who may not do it gets PermissionDenied (403).
    """
    queryset: QuerySet[Any] = (
        policy.visible_to(request.user, request.company) if rows is None else rows
    )
    found: M | None = queryset.filter(uuid=uuid).first()
    if found is None:
        raise Http404
    if action is not None and not policy.may(request.user, action, found):
        raise PermissionDenied
    return found
