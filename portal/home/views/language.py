"""`/sprache/`: the footer's language buttons."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseBase
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from portal.accounts.actions import choose_language
from portal.accounts.http import PortalRequest


@login_not_required
@require_POST
def choose(request: PortalRequest) -> HttpResponseBase:
    """Keep the choice in the account of whoever is signed in, else in a cookie."""
    language = request.POST.get("language", "")
    if request.user.is_authenticated and language in dict(settings.LANGUAGES):
        choose_language(user=request.user, language=language)
    return set_language(request)
