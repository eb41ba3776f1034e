"""REST addresses of the change feed and of webhooks; `reviews.urls` has all of version one."""

from __future__ import annotations

from django.urls import path

from factcheck.events import api, webhooks_api

urlpatterns = [
    path("events/", api.events, name="events"),
    path("webhooks/", webhooks_api.all_webhooks, name="webhooks"),
    path("webhooks/<uuid:webhook_id>/", webhooks_api.webhook, name="webhook"),
    path("webhooks/<uuid:webhook_id>/change/", webhooks_api.change, name="webhook-change"),
    path("webhooks/<uuid:webhook_id>/rotate/", webhooks_api.rotate, name="webhook-rotate"),
    path("webhooks/<uuid:webhook_id>/test/", webhooks_api.send_test, name="webhook-test"),
    path("webhooks/<uuid:webhook_id>/enable/", webhooks_api.enable, name="webhook-enable"),
    path("webhooks/<uuid:webhook_id>/disable/", webhooks_api.disable, name="webhook-disable"),
    path("webhooks/<uuid:webhook_id>/remove/", webhooks_api.remove, name="webhook-remove"),
    path(
        "webhooks/<uuid:webhook_id>/redeliver/",
        webhooks_api.redeliver_failed,
        name="webhook-redeliver",
    ),
    path(
        "webhooks/<uuid:webhook_id>/deliveries/",
        webhooks_api.deliveries_of,
        name="webhook-deliveries",
    ),
    path("deliveries/", webhooks_api.deliveries, name="deliveries"),
    path("deliveries/<uuid:delivery_id>/", webhooks_api.delivery, name="delivery"),
    path("deliveries/<uuid:delivery_id>/redeliver/", webhooks_api.redeliver, name="redeliver"),
]
