"""What closed doors answer: not there, or sign in first."""

from typing import Any, TypeVar
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers

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
    """The object if this user may see it here, else Http404: for HTML and API views.

    A foreign object is as absent as one that never was.
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


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the login page and back; htmx gets 401, or the login page would stand inside the page."""
    if request.htmx:  # type: ignore[attr-defined] # see accounts.http.PortalRequest
        answer = HttpResponse(status=401)
    else:
        answer = redirect_to_login(request.get_full_path(), reverse("account_login"))
    patch_vary_headers(answer, ["HX-Request"])
    return answer
