"""The page tree. Wagtail's own pages for passwords are left out: no page of ours has one."""

from django.urls import re_path
from wagtail.urls import serve_pattern

from cms.serve import serve

# Wagtail looks this name up to build the addresses of pages.
urlpatterns = [re_path(serve_pattern, serve, name="wagtail_serve")]
