"""Where a webhook may lead: to the public web, and never to the desk itself.

Asked when a webhook is made, outside the verb's transaction, for a name must be looked up; and
again by `delivering` (and there by `factcheck.net`) at every attempt, for names move.
"""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http.request import validate_host

from factcheck.addresses import Address, places_of, read_address
from factcheck.errors import NotFetched

LOOK_UP = 5.0  # seconds
LOCAL = ("localhost", "127.0.0.1", "[::1]")


def check_endpoint(url: str) -> None:
    """Raises:
    NotFetched: no address of the web (the codes of `net.get`), one inside this network, the desk's
        own, or a host that there is none of.
    """
    address = must_be_anothers(url)
    if not settings.FACTCHECK_FETCH and not _is_number(address.host):
        return  # nothing foreign is asked, not even where it is
    try:
        places_of(address, seconds=LOOK_UP, allowed=settings.FACTCHECK_NET_ALLOW)
    except NotFetched as refusal:
        if refusal.code != "not_public":
            raise
        message = (
            "This address is inside this network, or is no public one. A webhook goes to the "
            "public web only; who runs the desk can name networks of the house in "
            "FACTCHECK_NET_ALLOW."
        )
        raise NotFetched(refusal.code, message) from None


def must_be_anothers(url: str) -> Address:
    """The address, unless the desk itself answers there.

    Raises:
        NotFetched: no address of the web; own.
    """
    address = read_address(url)
    host = f"[{address.host}]" if ":" in address.host else address.host
    hosts = [one for one in settings.ALLOWED_HOSTS if one != "*" and one not in LOCAL]
    home = read_address(settings.FACTCHECK_PUBLIC_URL)
    if validate_host(host, hosts) or address.origin == home.origin:
        message = "This is the desk's own address. Name the service that is to be told."
        raise NotFetched("own", message)
    return address


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
