"""The API's map: /api/v1/ with schema and docs. Rooms bring their views; this file only lists."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import SimpleRouter

from cases.api.incidents import IncidentViewSet
from cases.api.participants import ParticipantViewSet
from cases.api.uploads import UploadViewSet
from cases.api.views import AttachmentViewSet, CaseCategoryViewSet, CaseViewSet
from faq.api.views import FaqViewSet
from portal.announcements.api.views import AnnouncementViewSet
from portal.documents.api.views import DocumentViewSet
from portal.notifications.api.views import NotificationSettingsView, NotificationViewSet
from portal.people.api.views import MeView, PropertyViewSet

router = SimpleRouter(use_regex_path=False)
router.register("properties", PropertyViewSet, basename="property")
router.register("case-categories", CaseCategoryViewSet, basename="case-category")
router.register("cases", CaseViewSet, basename="case")
router.register("cases/<uuid:case>/participants", ParticipantViewSet, basename="participant")
router.register("incidents", IncidentViewSet, basename="incident")
router.register("uploads", UploadViewSet, basename="upload")
router.register("attachments", AttachmentViewSet, basename="attachment")
router.register("faq", FaqViewSet, basename="faq")
router.register("documents", DocumentViewSet, basename="document")
router.register("announcements", AnnouncementViewSet, basename="announcement")
router.register("notifications", NotificationViewSet, basename="notification")

v1 = [
    path("me/", MeView.as_view(), name="me"),
    path(
        "me/notification-settings/",
        NotificationSettingsView.as_view(),
        name="notification-settings",
    ),
    path("schema/", SpectacularAPIView.as_view(urlconf="portal.api"), name="schema"),
    path("docs/", SpectacularSwaggerSplitView.as_view(url_name="api:schema"), name="docs"),
    *router.urls,
]

urlpatterns = [path("api/v1/", include((v1, "api")))]
