"""Addresses of the room `signin`, below /konto/."""

from django.urls import path

from portal.signin.views.invitation import InvitationView
from portal.signin.views.profile import profile

app_name = "signin"
urlpatterns = [
    path("", profile, name="profile"),
    path("einladung/<str:token>/", InvitationView.as_view(), name="invitation"),
]
