"""German paths under the names that allauth reverses.

Only what the portal has: sign-up and the list of e-mail addresses are closed by not being here.
"""

from django.urls import path

from portal.signin.views import password, session

urlpatterns = [
    path("anmelden/", session.SignInView.as_view(), name="account_login"),
    path("abmelden/", session.SignOutView.as_view(), name="account_logout"),
    path("passwort-vergessen/", password.ResetRequestView.as_view(), name="account_reset_password"),
    path("passwort-vergessen/gesendet/", password.reset_done, name="account_reset_password_done"),
    path(
        "passwort-neu/<uuid:uuid>/<str:token>/",
        password.NewPasswordView.as_view(),
        name="account_reset_password_from_key",
    ),
    path("passwort/", password.ChangePasswordView.as_view(), name="account_change_password"),
]
