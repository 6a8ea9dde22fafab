"""Addresses of the room `notifications`."""

from django.urls import path

from portal.notifications import views

app_name = "notifications"
urlpatterns = [
    path("benachrichtigungen/", views.notification_list, name="list"),
    path("benachrichtigungen/gelesen/", views.read_all, name="read-all"),
    path("benachrichtigungen/ungelesen/", views.unread, name="unread"),
    path("benachrichtigungen/<uuid:uuid>/gelesen/", views.read, name="read"),
]
