"""The only URL map; Wagtail's page tree comes last."""

from allauth.account import urls as allauth_urls
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("konto/", include(allauth_urls)),
    path("sprache/", include("django.conf.urls.i18n")),
    path("admin/", include(wagtailadmin_urls)),
    path("", include(wagtail_urls)),
]
