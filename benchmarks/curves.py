"""Curves with intervals over seeds, as one SVG file that follows the reader's light or dark scheme."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from claimwright.report.chart import HEIGHT, WIDTH

__all__ = ["Band", "BandPoint", "bands", "mean_interval", "write_plot"]

_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 96, 14, 44
_COLOURS = ("#2b62b8", "#b8562b", "#2b8a4b", "#7a4bb8")
# Two-sided 95 % points of Student's t for 1 to 9 degrees of freedom; beyond, the normal's is near enough.
_STUDENT = (12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26)


@dataclass(frozen=True, slots=True)
class BandPoint:
    """A mean over seeds with its 95 % interval."""

    x: float
    y: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Band:
    """A named curve."""

    name: str
    points: tuple[BandPoint, ...]


def mean_interval(values: Sequence[float]) -> tuple[float, float, float]:
    """The mean and its 95 % interval by Student's t; of one value the value alone.

    Raises:
        statistics.StatisticsError: for no values.
    """
    mean = statistics.fmean(values)
    if len(values) < 2:
        return mean, mean, mean
    factor = _STUDENT[len(values) - 2] if len(values) - 2 < len(_STUDENT) else 1.96
    half = factor * statistics.stdev(values) / math.sqrt(len(values))
    return mean, mean - half, mean + half


def bands(points: Iterable[Mapping[str, Any]], part: str, score: str) -> list[Band]:
    """The curves of a simulation's points, one an order, over its seeds."""
    grouped: dict[str, dict[float, list[float]]] = {}
    for point in points:
        value = point[part][score]
        if value is not None:
            grouped.setdefault(point["order"], {}).setdefault(point["reviewed"], []).append(value)
    return [
        Band(name, tuple(BandPoint(x, *mean_interval(values)) for x, values in sorted(rows.items())))
        for name, rows in grouped.items()
    ]


def write_plot(path: Path, curves: Sequence[Band], x_name: str, y_name: str) -> None:
    """Writes the SVG.

    Raises:
        ValueError: if there is no point.
    """
    points = [point for curve in curves for point in curve.points]
    if not points:
        raise ValueError("there are no points to draw")
    right = max(1.0, *(point.x for point in points))
    low = math.floor(min(point.low for point in points) * 20) / 20
    high = math.ceil(max(point.high for point in points) * 20) / 20

    def place(x: float, y: float) -> tuple[float, float]:
        across = _LEFT + x / right * (WIDTH - _LEFT - _RIGHT)
        down = _TOP + (high - y) / max(high - low, 0.05) * (HEIGHT - _TOP - _BOTTOM)
        return round(across, 1), round(down, 1)

    parts = [*_axes(place, sorted({point.x for point in points}), (low, high), (x_name, y_name))]
    for number, curve in enumerate(curves):
        parts += _curve(place, curve, _COLOURS[number % len(_COLOURS)], number)
    style = (
        "text{font:11px system-ui,sans-serif;fill:#666b74}.grid{stroke:#9994}"
        "@media(prefers-color-scheme:dark){text{fill:#9a9fa8}}"
    )
    body = "\n".join(parts)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
    path.parent.mkdir(parents=True, exist_ok=True)
    title = escape(f"{y_name} against {x_name}")
    path.write_text(
        f"{svg}\n<title>{title}</title>\n<style>{style}</style>\n{body}\n</svg>\n", encoding="utf-8"
    )


def _axes(
    place: Any,  # noqa: ANN401 - the function above
    across: Sequence[float],
    span: tuple[float, float],
    names: tuple[str, str],
) -> Iterable[str]:
    low, high = span
    steps = max(1, round((high - low) / 0.05))
    for step in range(0, steps + 1, max(1, steps // 6)):
        value = low + step * 0.05
        (left, y), (end, _) = place(0, value), place(across[-1], value)
        yield f'<line class="grid" x1="{left}" x2="{end}" y1="{y}" y2="{y}"/>'
        yield f'<text x="{left - 6}" y="{y + 4}" text-anchor="end">{value:.2f}</text>'
    for value in across:
        x, y = place(value, low)
        yield f'<text x="{x}" y="{y + 16}" text-anchor="middle">{value:g}</text>'
    middle = (place(0, low)[0] + place(across[-1], low)[0]) / 2
    yield f'<text x="{middle}" y="{HEIGHT - 8}" text-anchor="middle">{escape(names[0])}</text>'
    down = (place(0, low)[1] + place(0, high)[1]) / 2
    turned = f'transform="translate(12 {down}) rotate(-90)" text-anchor="middle"'
    yield f"<text {turned}>{escape(names[1])}</text>"


def _curve(place: Any, curve: Band, colour: str, number: int) -> Iterable[str]:  # noqa: ANN401 - as above
    edge = [place(p.x, p.high) for p in curve.points] + [place(p.x, p.low) for p in reversed(curve.points)]
    line = [place(p.x, p.y) for p in curve.points]
    yield f'<polygon points="{_listed(edge)}" fill="{colour}" opacity="0.14"/>'
    yield f'<polyline points="{_listed(line)}" fill="none" stroke="{colour}" stroke-width="2"/>'
    for x, y in line:
        yield f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>'
    top = _TOP + 14 + 18 * number
    left = WIDTH - _RIGHT + 12
    yield f'<line x1="{left}" x2="{left + 16}" y1="{top - 4}" y2="{top - 4}" stroke="{colour}" stroke-width="2"/>'
    yield f'<text x="{left + 21}" y="{top}">{escape(curve.name)}</text>'


def _listed(places: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in places)
