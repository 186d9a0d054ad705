from django.urls import URLPattern, path

from reports.views import home

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
]
