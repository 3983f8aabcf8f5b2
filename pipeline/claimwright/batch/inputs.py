"""Everything that is named as input, from this machine, the web and object stores, one document at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, cast

from claimwright.batch.result import Item
from claimwright.clean.readers import read
from claimwright.clean.readers.dispatch import documents
from claimwright.clean.readers.failures import failure
from claimwright.clean.readers.stream import Origin, Source
from claimwright.errors import ClaimwrightError, InputError
from claimwright.settings import CleanSettings

__all__ = ["filesystem", "is_object", "read_all"]

_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)(?:://|::)")
_WEB = ("http", "https")
_EXTRAS = {"s3": "s3", "s3a": "s3", "gs": "gs", "gcs": "gs"}
_GLOB = re.compile(r"[*?\[]")


def is_object(name: str | Path) -> bool:
    """Whether the name is an address of fsspec (``s3://``, ``gs://``, ``file://``, ``memory://``), not of the web."""
    found = _ADDRESS.match(name) if isinstance(name, str) else None
    return found is not None and found[1].lower() not in _WEB


def read_all(
    inputs: Sequence[str | Path],
    settings: CleanSettings = CleanSettings(),  # noqa: B008
) -> Iterator[Item]:
    """As ``claimwright.clean.read``, and addresses of object stores, too.

    An address stands for one object, for all objects below it in the order of their names, or, with ``*``, for
    those that match. Nothing is raised for bad input, and nothing is left out without an outcome.
    """
    for remote, names in groupby(inputs, is_object):
        if not remote:
            yield from read(list(names), settings)  # in one call: it remembers when each host was last asked
            continue
        for name in names:
            yield from _objects(str(name), settings)


def filesystem(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it.

    Raises:
        ClaimwrightError: E901 if its library is not installed, E102 if there is no such kind of address.
    """
    import fsspec

    scheme = (_ADDRESS.match(address) or ("", ""))[1].lower()
    try:
        found: tuple[Any, str] = fsspec.core.url_to_fs(address)
    except ImportError as error:
        extra = _EXTRAS.get(scheme)
        detail = f"claimwright[{extra}]" if extra else str(error)
        raise ClaimwrightError("E901", address, detail) from None
    except (ValueError, OSError) as error:
        raise InputError("E102", address, str(error)[:300]) from error
    return found


def _objects(address: str, settings: CleanSettings) -> Iterator[Item]:
    try:
        place, path = filesystem(address)
        names = _names(place, path)
    except ClaimwrightError as error:
        yield failure(address, error)
        return
    except Exception as error:  # every store raises exceptions of its own
        yield failure(address, InputError("E102", detail=f"{type(error).__name__}: {error}"[:300]))
        return
    if not names:
        yield failure(address, InputError("E101", detail="no object is there"))
    for name in names:
        yield from _object(place, name, settings)


def _names(place: Any, path: str) -> list[str]:  # noqa: ANN401 - fsspec has no types
    """The objects a path stands for, sorted, without hidden ones."""
    if _GLOB.search(path):
        found = [str(name) for name in place.glob(path)]
        return sorted(name for name in found if not _hidden(name) and place.isfile(name))
    if place.isfile(path):
        return [path]
    below = path.rstrip("/") + "/"
    found = sorted(str(name) for name in place.find(path))
    return [name for name in found if not _hidden(name.removeprefix(below))]


def _hidden(name: str) -> bool:
    return "/." in f"/{name}"


def _object(place: Any, name: str, settings: CleanSettings) -> Iterator[Item]:  # noqa: ANN401
    address = str(place.unstrip_protocol(name))
    try:
        with place.open(name, "rb") as file:
            yield from documents(cast(Source, file), Origin(address, name.rpartition("/")[2]), settings)
    except FileNotFoundError:
        yield failure(address, InputError("E101"))
    except Exception as error:  # as above
        yield failure(address, InputError("E102", detail=f"{type(error).__name__}: {error}"[:300]))
