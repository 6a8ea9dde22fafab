"""Middleware that knows no company: health probes and the admin's own content policy."""

from collections.abc import Callable

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

GetResponse = Callable[[HttpRequest], HttpResponse]


class HealthMiddleware:
    """Answers /healthz and /readyz on any allowed host, before a company is looked up."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the two probes, pass everything else on."""
        if request.path == "/healthz":
            request.get_host()
            return JsonResponse({"status": "ok"})
        if request.path == "/readyz":
            request.get_host()
            return self.ready()
        return self.get_response(request)

    @staticmethod
    def ready() -> HttpResponse:
        """200 when the database answers, else 503: the balancer then sends nobody here."""
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except DatabaseError:
            return JsonResponse({"status": "no database"}, status=503)
        return JsonResponse({"status": "ok"})


class AdminContentPolicyMiddleware:
    """Gives /admin/ its own content policy.

    Wagtail's explorer and editor carry inline scripts without nonces; a nonce in the policy would
    cancel 'unsafe-inline'. No foreign host is allowed here either (ADR 0003).
    """

    policy = {
        "default-src": [SELF],
        "script-src": [SELF, UNSAFE_INLINE],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "base-uri": [SELF],
        "frame-ancestors": [SELF],
        "object-src": [NONE],
    }

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Mark the answer for django-csp, which writes the header further out."""
        response = self.get_response(request)
        if request.path.startswith("/admin/"):
            response._csp_config = self.policy  # type: ignore[attr-defined] # django-csp's own mark
        return response
