"""Where the points of a chart lie, in units of its SVG view box; the template draws them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from claimwright.claims.guarantee import lower_bound
from claimwright.evaluation.calibration import Pair, precision_at_coverage, reliability, risk_coverage

__all__ = ["BinMark", "Chart", "CurveChart", "Tick", "reliability_chart", "risk_coverage_chart"]

WIDTH, HEIGHT = 400, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 16, 14, 44
_TOPS = (0.1, 0.2, 0.5, 1.0)  # of the axis of risks: each falls into five plain steps
_ONE_SIDE = 0.975  # both sides make an interval of 95 %


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: where it is, and what is written at it."""

    place: float
    label: str


@dataclass(frozen=True, slots=True)
class BinMark:
    """A bin of the reliability diagram: its point, its 95 % interval as y from ``high`` to ``low``, its figures."""

    x: float
    y: float
    low: float
    high: float
    size: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Chart:
    """The frame of a chart and its points.

    Attributes:
        x_ticks, y_ticks: of the axes.
        bins: points with intervals.
        diagonal: ``x1, y1, x2, y2`` of the line of perfect calibration.
    """

    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    bins: tuple[BinMark, ...]
    diagonal: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class CurveChart:
    """The frame of a chart and a curve as the ``points`` of a polyline; ``half`` marks the most confident half."""

    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    points: str
    half: tuple[float, float] | None
    half_precision: float | None


def reliability_chart(pairs: Sequence[Pair]) -> Chart:
    """The share of claims that is right against their mean confidence, in bins of equal mass."""
    return Chart(
        _ticks(_x, 1.0),
        _ticks(_y, 1.0),
        tuple(
            _bin(one.size, one.confidence, one.accuracy, round(one.accuracy * one.size))
            for one in reliability(pairs)
        ),
        (_x(0.0), _y(0.0), _x(1.0), _y(1.0)),
    )


def risk_coverage_chart(pairs: Sequence[Pair]) -> CurveChart:
    """The share of claims that is wrong against the share that is kept, the most confident first."""
    curve = risk_coverage(pairs)
    top = next(top for top in _TOPS if all(risk <= top for _, _, risk in curve))
    places = [(_x(coverage), _y(risk / top)) for _, coverage, risk in curve]
    if places:  # the first claims stand for all smaller shares
        places.insert(0, (_x(0.0), places[0][1]))
    precision = precision_at_coverage(pairs)
    return CurveChart(
        _ticks(_x, 1.0),
        _ticks(_y, top),
        " ".join(f"{x:.1f},{y:.1f}" for x, y in places),
        None if precision is None else (_x(0.5), _y((1 - precision) / top)),
        precision,
    )


def _bin(size: int, confidence: float, accuracy: float, right: int) -> BinMark:
    low = lower_bound(right, size, _ONE_SIDE)
    high = 1 - lower_bound(size - right, size, _ONE_SIDE)
    return BinMark(_x(confidence), _y(accuracy), _y(low), _y(high), size, confidence, accuracy)


def _x(share: float) -> float:
    return round(_LEFT + share * (WIDTH - _LEFT - _RIGHT), 1)


def _y(share: float) -> float:
    return round(_TOP + (1 - share) * (HEIGHT - _TOP - _BOTTOM), 1)


def _ticks(place: Callable[[float], float], top: float) -> tuple[Tick, ...]:
    """Five steps from 0 to ``top``."""
    return tuple(Tick(place(step / 5), f"{top * step / 5:.2g}") for step in range(6))
