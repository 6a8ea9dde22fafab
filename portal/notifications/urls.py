"""Addresses of the room `notifications`."""

from django.urls import path

from portal.notifications import settings_views, views

app_name = "notifications"
urlpatterns = [
    path("benachrichtigungen/", views.notification_list, name="list"),
    path("benachrichtigungen/gelesen/", views.read_all, name="read-all"),
    path("benachrichtigungen/ungelesen/", views.unread, name="unread"),
    path("benachrichtigungen/<uuid:uuid>/gelesen/", views.read, name="read"),
    path("konto/benachrichtigungen/", settings_views.mail_settings, name="settings"),
]
