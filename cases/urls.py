"""Addresses of the room `cases` for residents."""

from django.urls import path

from cases.views import (
    appointment,
    detail,
    ending,
    incidents,
    listing,
    new,
    record,
    report,
    sharing,
)

app_name = "cases"
urlpatterns = [
    path("vorgaenge/", listing.case_list, name="list"),
    path("vorgaenge/neu/", new.topics, name="new"),
    path("vorgaenge/neu/<slug:key>/", report.entry, name="new-details"),
    path("vorgaenge/neu/<slug:key>/entwurf/", report.draft, name="new-draft"),
    path("vorgaenge/neu/<slug:key>/hinweise/", report.hints, name="new-hints"),
    path("vorgaenge/neu/<slug:key>/<slug:step>/", report.step, name="new-step"),
    path("vorgaenge/<uuid:uuid>/", detail.case_detail, name="detail"),
    path("vorgaenge/<uuid:uuid>/neues/", detail.case_news, name="news"),
    path("vorgaenge/<uuid:uuid>/gesendet/", new.sent, name="sent"),
    path("vorgaenge/<uuid:uuid>/antworten/", detail.answer, name="reply"),
    path("vorgaenge/<uuid:uuid>/erledigt/", ending.resolve, name="resolve"),
    path("vorgaenge/<uuid:uuid>/abschliessen/", ending.close, name="close"),
    path("vorgaenge/<uuid:uuid>/nicht-behoben/", detail.reopen, name="reopen"),
    path("vorgaenge/<uuid:uuid>/bewerten/", ending.rate, name="rate"),
    path("vorgaenge/<uuid:uuid>/entwurf/", detail.draft, name="reply-draft"),
    path("vorgaenge/<uuid:uuid>/dateien/<uuid:file>/", detail.attachment, name="attachment"),
    path("vorgaenge/<uuid:uuid>/dateien/<uuid:file>/bild/", detail.preview, name="preview"),
    path("vorgaenge/<uuid:uuid>/termin.ics", appointment.entry, name="appointment"),
    path("vorgaenge/<uuid:uuid>/protokoll.pdf", record.record, name="record"),
    path("vorgaenge/<uuid:uuid>/teilen/", sharing.sharing, name="sharing"),
    path(
        "vorgaenge/<uuid:uuid>/teilen/<uuid:participant>/", sharing.end_sharing, name="end-sharing"
    ),
    path("stoerungen/<uuid:uuid>/", incidents.incident, name="incident"),
    path("stoerungen/<uuid:uuid>/dabei/", incidents.join, name="incident-join"),
    path("stoerungen/<uuid:uuid>/nicht-dabei/", incidents.leave, name="incident-leave"),
]
