"""Secrets and signatures of webhooks, as Standard Webhooks has them."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterable
from datetime import datetime

from standardwebhooks import Webhook as Signer

MARK = "whsec_"
BYTES = 32


def new_secret() -> str:
    """A secret by chance, in the form that every library of Standard Webhooks takes."""
    return MARK + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def signed(*, message_id: str, body: str, keys: Iterable[str], moment: datetime) -> dict[str, str]:
    """The headers of one attempt: `moment` (UTC) is its own, the id that of the delivery.

    Of several keys each signs: during a rotation old and new receivers both find theirs.
    """
    signatures = [Signer(key).sign(message_id, moment, body) for key in keys]
    return {
        "content-type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
