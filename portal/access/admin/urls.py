"""Addresses that stand before Wagtail's own: one sign-in for everybody, choosers within the tree.

They carry Wagtail's names, so that its templates lead here as well.
"""

from allauth.account import views as allauth
from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path
from django.views.generic import RedirectView

from portal.access.admin.tree import choose_page

sign_in = login_not_required(
    RedirectView.as_view(pattern_name="account_login", query_string=True),
)
# Any of Wagtail's reset addresses leads to the beginning: it has never sent out a link.
reset = login_not_required(RedirectView.as_view(pattern_name="account_reset_password"))

urlpatterns = [
    path("login/", sign_in, name="wagtailadmin_login"),
    path("logout/", allauth.logout, name="wagtailadmin_logout"),
    re_path(r"^password_reset/", reset),
    path("choose-page/", choose_page, name="wagtailadmin_choose_page"),
    path("choose-page/<int:parent_page_id>/", choose_page, name="wagtailadmin_choose_page_child"),
]
