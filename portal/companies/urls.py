"""Addresses of the room `companies`."""

from django.urls import path

from portal.companies.views import brand_css

app_name = "companies"
urlpatterns = [path("marke/<slug:digest>.css", brand_css, name="brand")]
