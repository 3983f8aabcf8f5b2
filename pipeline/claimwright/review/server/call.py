"""One request on its way to an answer: what every handler gets."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sqlalchemy import func, select
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from claimwright.review.desk import Desk, Outlook
from claimwright.review.orders import OrderName
from claimwright.review.preferences import Preferences, PreferencesFile
from claimwright.review.server.forms import Fields, outlook_of, read_fields, reviewer_of
from claimwright.store.tables import claims, standings

__all__ = ["Call", "Counts", "Handler", "House", "endpoint"]


@dataclass(frozen=True, slots=True)
class House:
    """What all requests share.

    Attributes:
        desk: gives items.
        preferences: of the reviewers of this machine.
        reviewer: name of who has not given another one.
        order: the queue to begin with.
    """

    desk: Desk
    preferences: PreferencesFile
    reviewer: str
    order: OrderName


@dataclass(frozen=True, slots=True)
class Counts:
    """How far the reviewer is: claims answered, and claims nobody answered yet (of the filter)."""

    done: int
    left: int


@dataclass(frozen=True, slots=True)
class Call:
    """A request, read and typed.

    Attributes:
        house: what all requests share.
        request: as it came.
        fields: of address and form.
        reviewer: who asks.
    """

    house: House
    request: Request
    fields: Fields
    reviewer: str

    @property
    def desk(self) -> Desk:
        """Gives items."""
        return self.house.desk

    @property
    def outlook(self) -> Outlook:
        """Whose queue, in which order, narrowed to what."""
        return outlook_of(self.fields, self.reviewer, self.house.order)

    @property
    def preferences(self) -> Preferences:
        """What the reviewer prefers."""
        return self.house.preferences.of(self.reviewer)

    @property
    def partial(self) -> bool:
        """Whether the page asks for a part of itself."""
        return self.request.headers.get("hx-request") == "true"

    @property
    def csrf(self) -> str:
        """What forms have to send back."""
        return str(self.request.state.csrf)

    def counts(self) -> Counts:
        """How far the reviewer is."""
        query = (
            select(func.count())
            .select_from(standings.join(claims, claims.c.key == standings.c.claim))
            .where(standings.c.reviewer == self.reviewer, claims.c.latest)
        )
        with self.desk.store.database.read() as connection:
            done = int(connection.execute(query).scalar_one())
        return Counts(done, self.desk.left(self.outlook.wanted))


Handler = Callable[[Call], Response]


def endpoint(house: House, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """A handler as Starlette calls it; it runs in a thread, as the store may have to wait for another writer."""

    async def answer(request: Request) -> Response:
        fields = await read_fields(request)
        call = Call(house, request, fields, reviewer_of(request, house.reviewer))
        return await run_in_threadpool(handler, call)

    return answer
