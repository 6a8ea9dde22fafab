"""The content API and, last of all, the page tree.

Wagtail's own pages for passwords are left out: no page of ours has one.
"""

from django.urls import path, re_path
from wagtail.urls import serve_pattern

from cms.api import router
from cms.images import image
from cms.serve import serve

urlpatterns = [
    path("api/cms/v2/", router.urls),
    path("media/<path:name>", image, name="image"),
    # Wagtail looks this name up to build the addresses of pages.
    re_path(serve_pattern, serve, name="wagtail_serve"),
]
