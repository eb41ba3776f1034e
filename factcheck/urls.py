"""Every address of the desk."""

from __future__ import annotations

from csp.decorators import csp_update
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from factcheck import health, readonly

# The library's page brings its script as a file of its own, but a style within the page.
api_docs = csp_update({"style-src": ["'self'", "'unsafe-inline'"]})(
    SpectacularSwaggerSplitView.as_view(url_name="schema")
)

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="desk:board"), name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("api/v1/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/v1/docs/", api_docs, name="api-docs"),
    path("api/v1/", include(("reviews.urls", "api"))),
    path("compat/", include("reviews.compat.urls")),
    path("verdicts/", include("reviews.public.urls")),
    path("desk/", include("reviews.desk.urls")),
    path("admin/r/<path:rest>", readonly.no_short_cut),
    path("admin/", admin.site.urls),
]

handler400 = "factcheck.errors.bad_request"
handler403 = "factcheck.errors.forbidden"
handler404 = "factcheck.errors.not_found"
handler500 = "factcheck.errors.server_error"
