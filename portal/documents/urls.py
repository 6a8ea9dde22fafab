"""Addresses of documents and of links to files."""

from django.urls import path

from portal.documents import views

app_name = "documents"
urlpatterns = [
    path("dokumente/", views.document_list, name="list"),
    path("dokumente/<uuid:uuid>/oeffnen/", views.open_document, name="open"),
    path("d/<str:token>/", views.open_link, name="link"),
]
