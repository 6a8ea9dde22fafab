"""Addresses of the room `companies`."""

from django.urls import path

from portal.companies.views import brand_css, brand_icon

app_name = "companies"
urlpatterns = [
    path("marke/<slug:digest>.css", brand_css, name="brand"),
    path("marke/<slug:digest>/<slug:name>.png", brand_icon, name="icon"),
]
