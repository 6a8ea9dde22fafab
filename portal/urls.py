"""The only URL map; Wagtail's page tree comes last."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

handler400 = "portal.home.views.errors.bad_request"
handler403 = "portal.home.views.errors.forbidden"
handler404 = "portal.home.views.errors.not_found"
handler500 = "portal.home.views.errors.server_error"

urlpatterns = [
    path("", include("portal.home.urls")),
    path("", include("cases.urls")),
    path("", include("portal.notifications.urls")),
    path("", include("portal.companies.urls")),
    path("", include("portal.documents.urls")),
    path("", include("portal.announcements.urls")),
    path("konto/", include("portal.signin.account_urls")),
    path("konto/", include("portal.signin.urls")),
    path("admin/", include("portal.access.admin.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("", include("portal.api")),
    path("", include("cms.urls")),
]
