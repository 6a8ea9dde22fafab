"""`/media/…`: editors' images, on the host of the company whose collection they lie in."""

from __future__ import annotations

import mimetypes

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from portal.access.admin.tree import images_of
from portal.companies.models import Company

# A changed image gets a new name.
_A_WEEK = "public, max-age=604800"


@login_not_required
@require_safe
def image(request: HttpRequest, name: str) -> FileResponse:
    """Send an image or one of its sizes; the login page and the imprint show them too.

    The database is asked first: another company's image is not found here, and neither is a file
    that only happens to lie in the folder.
    """
    company: Company = request.company  # type: ignore[attr-defined] # see accounts.http.PortalRequest
    if not _is_of(company, name):
        raise Http404
    try:
        file = default_storage.open(name)
    except FileNotFoundError:
        raise Http404 from None
    # Not strictly: Python 3.11 and 3.12 do not count WebP among the registered kinds.
    kind = mimetypes.guess_type(name, strict=False)[0] or "application/octet-stream"
    return FileResponse(file, content_type=kind, headers={"Cache-Control": _A_WEEK})


def _is_of(company: Company, name: str) -> bool:
    images = images_of(company)
    sizes = images.model.get_rendition_model().objects.filter(file=name, image__in=images)
    return bool(sizes.exists() or images.filter(file=name).exists())
