"""`/dokumente/` and `/d/<token>/`: the list, a new link, and what a link opens."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from portal.access.shortcuts import visible_or_404
from portal.accounts.http import PortalRequest
from portal.core import conf
from portal.documents import links, opening, queries
from portal.documents.actions import record_opening
from portal.documents.delivery import LINK_HEADERS, FileLockedError, FileUnavailableError, deliver
from portal.documents.forms import FilterForm
from portal.documents.policies import document_policy
from portal.documents.scanner import Scan


@require_safe
@vary_on_headers("HX-Request")
def document_list(request: PortalRequest) -> HttpResponse:
    """All documents one may see, newest first, by year; filtered by kind, year and property."""
    shelf = queries.Shelf(request.user, request.company)
    form = FilterForm(shelf, request.GET)
    chosen = form.chosen()
    after = request.GET.get("after", "")
    rows, following = shelf.page(chosen, after=after)
    query = request.GET.copy()
    query["after"] = following
    context = {
        "form": form,
        "is_filtered": bool(chosen),
        "told": _told(len(rows), bool(following)) if chosen and not after else "",
        "years": queries.by_year(rows),
        "more_url": f"?{query.urlencode()}" if following else "",
        "names_property": shelf.has_several_places,
        "link_minutes": conf.document_link_minutes(),
    }
    template = "documents/live.html" if request.htmx else "documents/list.html"
    return render(request, template, context)


@require_safe
def open_document(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """Make a link to the document and go there; clicking again makes a new one (promise 4)."""
    document = visible_or_404(document_policy, request, uuid)
    return redirect(opening.link_to(document, request.user).path)


@login_not_required
@require_safe
def open_link(request: PortalRequest, token: str) -> HttpResponseBase:
    """What the link stands for, whoever follows it unless signed in as somebody else."""
    try:
        opened = links.resolve(token, request.company)
    except links.LinkRefusedError:
        raise Http404 from None
    except links.LinkExpiredError as expired:
        _refuse_others(request, expired.opened)
        context = {
            "reopen_url": links.reopen_path(expired.opened),
            "link_minutes": conf.document_link_minutes(),
        }
        return _page(request, "documents/link_gone.html", context, status=410)
    _refuse_others(request, opened)
    try:
        response = deliver(request, opened.file)
    except FileLockedError:
        # 409: a pending one may be asked for again, an infected one stays as it is.
        context = {"waits": opened.file.scan == Scan.PENDING, "name": opened.file.name}
        return _page(request, "documents/locked.html", context, status=409)
    except FileUnavailableError:
        return _page(request, "documents/unavailable.html", {}, status=503)
    if _begins(request):
        record_opening(user=opened.user, kind=opened.kind.key, file=opened.file)
    return response


def _told(number: int, there_are_more: bool) -> str:
    """How many were found, as far as one page counts."""
    if there_are_more:
        return _("More than %(number)s documents") % {"number": number}
    return ngettext("1 document", "%(counter)s documents", number) % {"counter": number}


def _refuse_others(request: HttpRequest, opened: links.Opened) -> None:
    if request.user.is_authenticated and request.user.pk != opened.user.pk:
        raise Http404


def _begins(request: HttpRequest) -> bool:
    """Whether this asks for the file, and not for a later part of one that is being read."""
    parts = request.headers.get("Range", "")
    return request.method == "GET" and (not parts or parts.startswith("bytes=0-"))


def _page(
    request: HttpRequest, template: str, context: dict[str, object], status: int
) -> HttpResponse:
    response = render(request, template, context, status=status)
    for name, value in LINK_HEADERS.items():
        response[name] = value
    return response
