"""The REST door's own parts, which the resources in `claims.api` and `reviews.api` are made of.

`who` the caller and the right that a door needs; `rates` how often; `sent` what comes in;
`answered` what goes out; `problems` every refusal; `conditional` what a poller has already;
`schema`, `examples` and `refusals` the reference, read from all of this.
"""

from factcheck.rest.answered import Pages, carry_out, page_of
from factcheck.rest.filters import filters_of
from factcheck.rest.problems import problem
from factcheck.rest.sent import (
    Body,
    NoBody,
    StrictJSONParser,
    Text,
    check_filters,
    flat_errors,
    parse_body,
)
from factcheck.rest.who import KeyAuthentication, actor_of, needs, once_of

__all__ = (
    "Body",
    "KeyAuthentication",
    "NoBody",
    "Pages",
    "StrictJSONParser",
    "Text",
    "actor_of",
    "carry_out",
    "check_filters",
    "filters_of",
    "flat_errors",
    "needs",
    "once_of",
    "page_of",
    "parse_body",
    "problem",
)
