"""Addresses of announcements; the board of one house lies with its property."""

from django.urls import path

from portal.announcements import views

app_name = "announcements"
urlpatterns = [
    path("aushang/", views.announcement_list, name="list"),
    path("aushang/<uuid:uuid>/", views.detail, name="detail"),
    path("aushang/<uuid:uuid>/gelesen/", views.read, name="read"),
]
