"""What a request says: its fields, checked and typed, each with a limit."""

from __future__ import annotations

import hmac
import math
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote

from starlette.exceptions import HTTPException
from starlette.requests import Request

from claimwright.errors import StoreError
from claimwright.review.deciding import Given
from claimwright.review.desk import Outlook
from claimwright.review.orders import OrderName
from claimwright.review.queue import Item
from claimwright.review.server.guard import CSRF_FIELD
from claimwright.store import ClaimFilter, Store

__all__ = ["Fields", "given_of", "item_of", "outlook_of", "read_fields", "selection_of"]

_MOST_FIELDS = 200
_FORM = "application/x-www-form-urlencoded"
_LONGEST_LOOK = 86_400.0  # seconds


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a request: of its address, and of the form it carries.

    Attributes:
        values: the last of each name.
        lists: all of each name.
    """

    values: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]

    def text(self, name: str, longest: int = 300) -> str:
        """A field, empty if it is not there.

        Raises:
            HTTPException: 422 if it is longer than allowed (characters).
        """
        value = self.values.get(name, "")
        if len(value) > longest:
            raise HTTPException(422, f"{name} is longer than {longest} characters")
        return value

    def number(self, name: str) -> int | None:
        """A field as a whole number that is not negative, or None."""
        value = self.text(name, 18)
        return int(value) if value.isascii() and value.isdecimal() else None

    def share(self, name: str) -> float | None:
        """A field in per cent as a share from 0 to 1, or None."""
        value = self.number(name)
        return None if value is None else min(value, 100) / 100


async def read_fields(request: Request) -> Fields:
    """The fields of a request.

    Raises:
        HTTPException: 403 if a form does not come from our page, 415 if it is no form.
    """
    pairs = parse_qsl(request.url.query, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    if request.method == "POST":
        if request.headers.get("content-type", "").partition(";")[0].strip() != _FORM:
            raise HTTPException(415, "a form is wanted")
        body = (await request.body()).decode("utf-8", "replace")
        try:
            form = parse_qsl(body, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
        except ValueError as error:
            raise HTTPException(422, "too many fields") from error
        sent = dict(form).get(CSRF_FIELD, "")
        if not hmac.compare_digest(sent.encode(), str(request.state.csrf).encode()):
            raise HTTPException(403, "The page is too old: load it again.")
        pairs += form
    lists: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        lists[name] = (*lists.get(name, ()), value)
    return Fields({name: values[-1] for name, values in lists.items()}, lists)


def reviewer_of(request: Request, default: str) -> str:
    """The reviewer's name: his cookie's, else the one the command was given."""
    name = unquote(request.cookies.get("claimwright_reviewer", "")).strip()
    return name if 0 < len(name) <= 100 and name.isprintable() else default


def outlook_of(fields: Fields, reviewer: str, default: OrderName) -> Outlook:
    """Whose queue, in which order, narrowed to what."""
    name = fields.text("order", 30)
    order = OrderName(name) if name in set(OrderName) else default
    return Outlook(reviewer, order, filter_of(fields))


def filter_of(fields: Fields) -> ClaimFilter:
    """The filter that the fields make; an empty field does not restrict."""

    def several(name: str) -> tuple[str, ...]:
        return tuple(sorted({value for value in fields.lists.get(name, ()) if value}))[:100]

    least, most = fields.share("least"), fields.share("most")
    return ClaimFilter(
        types=several("type"),
        outlets=several("outlet"),
        published_from=fields.text("from", 30) or None,
        published_to=fields.text("to", 30) or None,
        least=least or None,
        most=most if most is not None and most < 1 else None,
        text=fields.text("text", 200).strip() or None,
    )


def item_of(fields: Fields) -> Item:
    """The item that the page says was shown.

    Raises:
        HTTPException: 422 if it names none.
    """
    sha256 = fields.text("sha256", 100)
    if not sha256:
        raise HTTPException(422, "the form names no document")
    return Item(
        sha256=sha256,
        claim_id=fields.text("claim", 100) or None,
        queue=fields.text("queue", 30),
        reason=fields.text("reason"),
        audit=fields.text("audit", 1) == "1",
    )


def given_of(fields: Fields, reviewer: str, item: Item, store: Store) -> Given:
    """What comes with every decision.

    Raises:
        HTTPException: 422 if the page did not name its attempt.
    """
    client_id = fields.text("client_id", 100)
    if len(client_id) < 8:
        raise HTTPException(422, "the form has no id of its own")
    seen = fields.number("seen")
    return Given(
        client_id=client_id,
        reviewer=reviewer,
        seen=store.position() if seen is None else seen,
        item=item,
        digest=fields.text("digest", 100),
        seconds=_seconds(fields.text("seconds", 30)),
        note=fields.text("note", 2000).strip(),
        final=fields.text("final", 1) == "1",
    )


def selection_of(fields: Fields, text: str) -> tuple[int, int] | None:
    """The selected range in code points, from what the browser counts: pieces, and UTF-16 units inside them.

    Returns:
        Start and end, or None if nothing is selected.

    Raises:
        HTTPException: 422 if it leaves the text.
    """
    from claimwright.exchange.utf16 import Utf16

    numbers = [fields.number(name) for name in ("from_at", "from_unit", "to_at", "to_unit")]
    if any(number is None for number in numbers):
        return None
    from_at, from_unit, to_at, to_unit = (number or 0 for number in numbers)
    try:
        if not 0 <= from_at <= to_at <= len(text):
            raise ValueError("the selection leaves the text")
        start = from_at + Utf16(text[from_at:]).to_code_points(from_unit)
        end = to_at + Utf16(text[to_at:]).to_code_points(to_unit)
    except ValueError as error:
        raise HTTPException(422, str(error)) from error
    return (start, end) if start < end else None


def known_document(fields: Fields, store: Store) -> str:
    """The digest of the document that the form is about.

    Raises:
        StoreError: E808 if it is not in the store.
    """
    sha256 = fields.text("sha256", 100)
    if not store.known([sha256]):
        raise StoreError("E808", sha256)
    return sha256


def _seconds(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return round(min(value, _LONGEST_LOOK), 3) if math.isfinite(value) and value >= 0 else None
