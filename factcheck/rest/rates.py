"""How often: counts in the cache (Redis), one for each key, each person and each address.

A fixed window: the count of a key begins anew every minute (or hour), so that “how many are left”
and “until when” are plain numbers. One round trip to the cache, no query of the database. Where
the cache is away everybody is let in: a count must not close the desk.

The names of the headers are those that clients and gateways read today, `RateLimit-Limit`,
`-Remaining` and `-Reset`; the newest drafts of the standard fold them into one field and have
renamed that twice.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import redis
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from redis.backoff import NoBackoff
from redis.retry import Retry
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from factcheck.accounts.models import ApiKey
from factcheck.clock import now
from factcheck.errors import TooMany, wants_problem
from factcheck.rate import Rate

log = logging.getLogger(__name__)
TIMEOUT = 0.1  # seconds, to connect and to answer each: both together stay within 200 ms
PAUSE = 5.0  # seconds in which a cache that did not answer is not asked again


@dataclass(frozen=True, slots=True)
class Count:
    """How one caller stands after a request."""

    rate: Rate
    used: int
    reset: int

    @property
    def over(self) -> bool:
        """Whether this request was one too many."""
        return self.used > self.rate.limit

    @property
    def headers(self) -> dict[str, str]:
        """What every answer says."""
        return {
            "RateLimit-Limit": str(self.rate.limit),
            "RateLimit-Remaining": str(max(0, self.rate.limit - self.used)),
            "RateLimit-Reset": str(self.reset),
            "RateLimit-Policy": f"{self.rate.limit};w={self.rate.seconds}",
        }


@cache
def _client(url: str) -> redis.Redis:
    return redis.Redis.from_url(
        url,
        socket_timeout=TIMEOUT,
        socket_connect_timeout=TIMEOUT,
        retry=Retry(NoBackoff(), 0),
        protocol=2,
    )


class _Away:
    """Until when the cache is left alone."""

    until = 0.0


def spend(name: str, rate: Rate) -> Count:
    """Counts one request of this caller. Where the cache is away it counts as the first."""
    moment = now().timestamp()
    window, within = divmod(int(moment), rate.seconds)
    reset = rate.seconds - within
    used = 1
    if time.monotonic() >= _Away.until:
        key = f"factcheck:rate:{name}:{rate.seconds}:{window}"
        try:
            with _client(settings.REDIS_URL).pipeline(transaction=False) as pipe:
                pipe.incr(key)
                pipe.expire(key, rate.seconds + 5)
                used = int(pipe.execute()[0])
        except (redis.RedisError, OSError) as error:
            _Away.until = time.monotonic() + PAUSE
            log.warning("cache away, nobody is counted for %s s: %s", PAUSE, error)
    return Count(rate, used, reset)


def address_of(request: HttpRequest) -> str:
    """The caller's address: behind so many proxies of the house, what the outermost of them saw."""
    proxies: int = settings.FACTCHECK_PROXIES
    told = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies and len(told) >= proxies and told[-proxies]:
        return told[-proxies][:64]
    return str(request.META.get("REMOTE_ADDR", ""))[:64]


def spend_of_caller(request: HttpRequest, name: str) -> None:
    """Counts a request of a key or person; the answer's headers say how they stand.

    Raises:
        TooMany: the limit is reached.
    """
    rate: Rate = settings.FACTCHECK_RATE
    if not rate.limit:
        return
    count = spend(name, rate)
    request.count = count  # type: ignore[attr-defined]
    if count.over:
        raise TooMany(
            f"More than {rate.limit} requests in {rate.seconds} seconds. Go on in {count.reset} "
            "seconds.",
            wait=count.reset,
        )


def spend_guess(request: HttpRequest | None, what: str) -> None:
    """Counts a wrong key or a log-in, by the address that it came from.

    Raises:
        TooMany: the limit of guesses is reached.
    """
    rate: Rate = settings.FACTCHECK_RATE_GUESSES
    if request is None or not rate.limit:
        return
    count = spend(f"guess:{address_of(request)}", rate)
    request.count = count  # type: ignore[attr-defined]
    if count.over:
        raise TooMany(
            f"Too many {what} from your address. Try again in {count.reset} seconds.",
            wait=count.reset,
        )


class PerCaller(BaseThrottle):
    """Each key has its own count, each person who is logged in another."""

    def allow_request(self, request: Request, view: Any) -> bool:
        """True, or a refusal that says when to go on."""
        key = request.auth
        name = f"key:{key.pk}" if isinstance(key, ApiKey) else f"user:{request.user.pk}"
        spend_of_caller(request._request, name)  # noqa: SLF001 - the middleware sees this one
        return True


def headers(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: every answer to a program says how its caller stands. Who came to no door (no
    key, no such address) is counted by the address that they came from."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        rate: Rate = settings.FACTCHECK_RATE
        if rate.limit and wants_problem(request):
            count: Any = getattr(request, "count", None)
            if count is None:
                count = spend(f"address:{address_of(request)}", rate)
            for name, value in count.headers.items():
                response.headers[name] = value
        return response

    return middleware
