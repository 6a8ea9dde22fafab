"""Addresses of the room `home`: start, properties, emergency, and the rest of the frame."""

from django.urls import path

from portal.home.views import emergency, language, manifest, more, offline, properties, start, style

app_name = "home"
urlpatterns = [
    path("", start.start, name="start"),
    path("liegenschaften/", properties.property_list, name="properties"),
    path("liegenschaften/<uuid:uuid>/", properties.overview, name="property"),
    path("liegenschaften/<uuid:uuid>/dokumente/", properties.documents, name="property-documents"),
    path("liegenschaften/<uuid:uuid>/aushang/", properties.notices, name="property-notices"),
    path("liegenschaften/<uuid:uuid>/kontakte/", properties.contacts, name="property-contacts"),
    path("liegenschaften/<uuid:uuid>/notfall/", properties.emergency, name="property-emergency"),
    path("manifest.webmanifest", manifest.manifest, name="manifest"),
    path("sw.js", offline.worker, name="worker"),
    path("offline/", offline.no_connection, name="offline"),
    path("notfall/", emergency.emergency, name="emergency"),
    path("notfall/<str:code>/", emergency.by_code, name="emergency-code"),
    path("mehr/", more.more, name="more"),
    path("sprache/", language.choose, name="language"),
    path("stil/", style.style, name="style"),
]
