"""What every API view shares: RFC 9457 problem details and the policy as permission class."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions, permissions, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView, exception_handler, set_rollback

from portal.access.policies import NotAllowedError

PROBLEM = "application/problem+json"


class PolicyPermission(permissions.BasePermission):
    """Asks the view's `policy` for each object; `policy_actions` maps HTTP methods to its verbs."""

    def has_object_permission(self, request: Request, view: APIView, obj: Any) -> bool:
        """Whether the signed-in user may do what this method does to the object."""
        actions: dict[str, str] = getattr(view, "policy_actions", {})
        action = actions.get(request.method or "", "view")
        return bool(view.policy.may(request.user, action, obj))  # type: ignore[attr-defined] # each view that lists this class has one


class ConflictError(exceptions.APIException):
    """What was asked for does not fit what is there now; `members` tell what that is."""

    status_code = status.HTTP_409_CONFLICT
    default_detail = _("This does not fit the present state.")
    default_code = "conflict"

    def __init__(self, **members: Any) -> None:
        super().__init__()
        self.members = members


class UnavailableError(exceptions.APIException):
    """What was asked for cannot be made at the moment; the operator's log says why."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_detail = _("This is not available at the moment.")
    default_code = "unavailable"


def problem_details(exc: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: every error is a problem document (RFC 9457)."""
    if isinstance(exc, NotAllowedError):
        exc = exceptions.PermissionDenied()
    if isinstance(exc, ValidationError):
        exc = exceptions.ValidationError(
            exc.message_dict if hasattr(exc, "error_dict") else exc.messages
        )
    response = exception_handler(exc, context)
    if response is None:
        return None
    response.data = _problem(exc, response)
    response.content_type = PROBLEM
    set_rollback()
    return response


def _problem(exc: Exception, response: Response) -> dict[str, Any]:
    if isinstance(exc, Http404):
        exc = exceptions.NotFound()
    if isinstance(exc, PermissionDenied):
        exc = exceptions.PermissionDenied()
    problem: dict[str, Any] = {
        "type": "about:blank",
        "title": _title(exc),
        "status": response.status_code,
    }
    if isinstance(exc, exceptions.ValidationError):
        problem["code"] = "invalid"
        problem["errors"] = exc.detail
    elif isinstance(exc, exceptions.APIException):
        problem["code"] = exc.default_code
        problem["detail"] = str(exc.detail)
    if isinstance(exc, ConflictError):
        problem |= exc.members
    return problem


def _title(exc: Exception) -> str:
    if isinstance(exc, exceptions.APIException):
        return str(exc.default_detail)
    return str(status.HTTP_500_INTERNAL_SERVER_ERROR)
