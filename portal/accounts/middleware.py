"""Sessions bound to a company, the person's language, and no caching of personal pages."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import add_never_cache_headers

from portal.accounts.http import PortalRequest
from portal.accounts.sessions import SESSION_COMPANY

GetResponse = Callable[[HttpRequest], HttpResponse]


class CompanySessionMiddleware:
    """Treats a session as anonymous on any host but the one it was made on."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: PortalRequest) -> HttpResponse:
        """Forget the user of another company's session, for this request only."""
        here = str(request.company.uuid)
        if request.user.is_authenticated and request.session.get(SESSION_COMPANY) != here:
            request.user = AnonymousUser()  # type: ignore[assignment] # only views behind login see PortalRequest
        return self.get_response(request)


class LanguageMiddleware:
    """The person's own language decides, then the footer's switch (a cookie), then the browser."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: PortalRequest) -> HttpResponse:
        """Activate one language for the request and say so in the answer."""
        own = request.user.language if request.user.is_authenticated else ""
        language = own or translation.get_language_from_request(request)
        with translation.override(language):
            request.LANGUAGE_CODE = translation.get_language() or language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response


class PersonalPagesMiddleware:
    """Marks every answer to a signed-in person as private, never to be stored (RFC 9111, 5.2)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers unless a view has chosen its own."""
        response = self.get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response.headers:
            add_never_cache_headers(response)
        return response
