"""The whole site: the 财政局's desk under admin/, everything else belongs to the apps."""

from django.contrib import admin
from django.urls import include, path

from perfeval.health import check_health, check_readiness

handler500 = "reports.web.views.failure_page.server_error"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("health/", check_health, name="health"),
    path("health/ready", check_readiness, name="health_ready"),
    path("", include("departments.urls")),
    path("", include("reports.web.urls")),
]
