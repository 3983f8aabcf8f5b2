"""From the name of a model to its folder."""

from __future__ import annotations

import sysconfig
from os import environ
from pathlib import Path

from claimwright.errors import ModelError
from claimwright.versions.home import family
from claimwright.versions.uses import in_use

__all__ = ["find_model", "shipped_model", "split_name"]


def find_model(name: str | Path) -> Path:
    """The folder of a model given by name or path.

    A path is taken as it is. Of a name, the version in use is taken (``claimwright models use``); ``NAME@2`` is version
    2 whatever is in use, ``NAME@0`` the one that came with the package.

    Raises:
        ModelError: E401 if there is none, E406 if it has no such version.
    """
    if (Path(name) / "config.json").is_file():
        return Path(name)
    base, number = split_name(str(name))
    if number is None:
        try:
            number = in_use(base)
        except ModelError as error:
            if error.code == "E401":
                raise ModelError("E401", str(name)) from None
            raise
    if number == 0:
        return shipped_model(base)
    folder = family(base) / str(number)
    if not (folder / "config.json").is_file():
        raise ModelError("E406", f"{base}@{number}", f"{folder} holds no model")
    return folder


def split_name(name: str) -> tuple[str, int | None]:
    """Name and number of ``NAME@NUMBER``; no number where none is given.

    Raises:
        ModelError: E406 if what follows the @ is no number.
    """
    base, at, number = name.partition("@")
    if at and not number.isdecimal():
        raise ModelError("E406", name, "a version is a number, as in default@2")
    return base, int(number) if at else None


def shipped_model(name: str) -> Path:
    """The folder of version 0: below ``$CLAIMWRIGHT_MODELS``, ``models/`` of the source tree, or where a wheel puts it.

    Raises:
        ModelError: E401 if there is none.
    """
    roots = [
        Path(environ["CLAIMWRIGHT_MODELS"]) if "CLAIMWRIGHT_MODELS" in environ else None,
        Path(__file__).parents[3] / "models",
        Path(sysconfig.get_path("data")) / "share" / "claimwright" / "models",
        Path(__file__).parents[2] / "share" / "claimwright" / "models",
    ]
    for root in roots:
        if root is not None and (root / name / "config.json").is_file():
            return root / name
    raise ModelError("E401", name)
