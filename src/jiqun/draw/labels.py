"""Labels beside points so that no label covers another label, a point, or the edge of the frame."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

Point = tuple[float, float]

_NARROW = set(" .,;:'|!ijlIt()[]·")
_DISTANCES = (9.0, 15.0, 24.0, 36.0, 50.0, 66.0, 84.0)
_ANGLES = (0, 8, 1, 15, 7, 9, 4, 12, 2, 14, 6, 10, 3, 13, 5, 11)  # sixteenths of a turn: right and left first
_POINT_RADIUS = 8.0


@dataclass(frozen=True, slots=True)
class Label:
    """A placed text: its box in pixels, and whether it stands so far off that a line should lead to its point."""

    index: int
    left: float
    top: float
    width: float
    height: float

    @property
    def middle(self) -> Point:
        """The centre of the box."""
        return self.left + self.width / 2, self.top + self.height / 2

    def touches(self, other: Label, gap: float = 0.0) -> bool:
        """Whether the two boxes come nearer than ``gap``."""
        return (
            self.left < other.left + other.width + gap
            and other.left < self.left + self.width + gap
            and self.top < other.top + other.height + gap
            and other.top < self.top + self.height + gap
        )

    def nearest(self, point: Point) -> Point:
        """The point of the box nearest to ``point``: where a leading line ends."""
        x, y = point
        return min(max(x, self.left), self.left + self.width), min(max(y, self.top), self.top + self.height)


def text_width(text: str, size: float) -> float:
    """About how wide a text is in pixels: a CJK character is one em, a Latin letter a little more than half.

    >>> text_width("武汉", 12)
    24.0
    """
    ems = 0.0
    for char in text:
        if unicodedata.east_asian_width(char) in "WF":
            ems += 1.0
        elif char in _NARROW:
            ems += 0.32
        else:
            ems += 0.68 if char.isupper() else 0.57
    return round(ems * size, 2)


def place_labels(points: Sequence[Point], texts: Sequence[str], frame: Point, size: float = 12.0) -> list[Label | None]:
    """A box for each text near its point; None where no free place was found. The most crowded points choose first."""
    height = size * 1.3
    dots = [
        Label(i, x - _POINT_RADIUS, y - _POINT_RADIUS, 2 * _POINT_RADIUS, 2 * _POINT_RADIUS)
        for i, (x, y) in enumerate(points)
    ]
    order = sorted(range(len(points)), key=lambda i: (-_crowd(points, i), i))
    placed: dict[int, Label] = {}
    for index in order:
        for distance in _DISTANCES:
            label = _first_free(
                index, points[index], (text_width(texts[index], size), height), distance, dots, placed, frame
            )
            if label:
                placed[index] = label
                break
    return [placed.get(index) for index in range(len(points))]


def _crowd(points: Sequence[Point], index: int) -> int:
    x, y = points[index]
    return sum(hypot(x - a, y - b) < 90 for a, b in points)


def _first_free(
    index: int,
    point: Point,
    box: Point,
    distance: float,
    dots: Sequence[Label],
    placed: dict[int, Label],
    frame: Point,
) -> Label | None:
    width, height = box
    for sixteenth in _ANGLES:
        turn = sixteenth * pi / 8
        # The box's edge, not its middle, stands at the distance: slide the anchor with the direction.
        x = point[0] + distance * cos(turn) - width * (1 - cos(turn)) / 2
        y = point[1] + distance * sin(turn) - height * (1 - sin(turn)) / 2
        label = Label(index, round(x, 1), round(y, 1), width, height)
        inside = (
            label.left >= 2
            and label.left + width <= frame[0] - 2
            and label.top >= 2
            and label.top + height <= frame[1] - 2
        )
        if not inside or any(label.touches(dot) for dot in dots):
            continue
        if any(label.touches(other, 2) for other in placed.values()):
            continue
        if any(_crosses(point, label.nearest(point), other) for other in placed.values()):
            continue
        if any(_crosses(dots[i].middle, other.nearest(dots[i].middle), label) for i, other in placed.items()):
            continue
        return label
    return None


def _crosses(start: Point, end: Point, box: Label) -> bool:
    """Whether a line runs through a box: sampled every few pixels, which is enough for boxes of text."""
    steps = max(2, int(hypot(end[0] - start[0], end[1] - start[1]) / 3))
    for step in range(steps + 1):
        x = start[0] + (end[0] - start[0]) * step / steps
        y = start[1] + (end[1] - start[1]) * step / steps
        if box.left <= x <= box.left + box.width and box.top <= y <= box.top + box.height:
            return True
    return False
