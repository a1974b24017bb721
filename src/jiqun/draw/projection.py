"""Equal-area projections fitted to the points shown: the same formulas as d3-geo, so both agree to the pixel.

Azimuthal (Lambert 1772) for a region, Equal Earth (Šavrič, Patterson and Jenny 2018) when the points span the globe.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt

LonLat = tuple[float, float]
Point = tuple[float, float]

_REGION_RADIUS = radians(50)  # beyond this the azimuthal projection bends shapes too much to be read
_SMALLEST_HALF = 0.07  # about 450 km: a lone cluster is still shown with the coast or the land around it
_EQUAL_EARTH = (1.340264, -0.081106, 0.000893, 0.003796)


@dataclass(frozen=True, slots=True)
class Projection:
    """A fitted projection: Vega's name for it, its centre in degrees, scale and translation in pixels."""

    name: str
    longitude: float
    latitude: float
    scale: float
    translate: Point

    def __call__(self, longitude: float, latitude: float) -> Point:
        """The pixel of a place; y grows downwards."""
        x, y = _raw(self.name, self.longitude, self.latitude, longitude, latitude)
        return self.translate[0] + self.scale * x, self.translate[1] - self.scale * y

    def vega(self) -> dict[str, object]:
        """The projection as a Vega-Lite specification takes it."""
        return {
            "type": self.name,
            "rotate": [-self.longitude, -self.latitude],
            "scale": self.scale,
            "translate": list(self.translate),
        }


def _raw(name: str, lon0: float, lat0: float, longitude: float, latitude: float) -> Point:
    lam, phi, phi0 = radians((longitude - lon0 + 540) % 360 - 180), radians(latitude), radians(lat0)
    if name == "equalEarth":
        a1, a2, a3, a4 = _EQUAL_EARTH
        theta = asin(sqrt(3) / 2 * sin(phi))
        square = theta * theta
        sixth = square**3
        width = sqrt(3) / 2 * (a1 + 3 * a2 * square + sixth * (7 * a3 + 9 * a4 * square))
        return lam * cos(theta) / width, theta * (a1 + a2 * square + sixth * (a3 + a4 * square))
    cosine = sin(phi0) * sin(phi) + cos(phi0) * cos(phi) * cos(lam)
    stretch = sqrt(2 / max(1 + cosine, 1e-9))
    x = stretch * cos(phi) * sin(lam)
    y = stretch * (cos(phi0) * sin(phi) - sin(phi0) * cos(phi) * cos(lam))
    return x, y


def centre(places: Sequence[LonLat]) -> tuple[LonLat, float]:
    """The mean direction of the places in degrees, and the largest angle from it in radians."""
    vectors = [
        (cos(radians(lat)) * cos(radians(lon)), cos(radians(lat)) * sin(radians(lon)), sin(radians(lat)))
        for lon, lat in places
    ]
    x, y, z = (sum(axis) for axis in zip(*vectors, strict=True))
    length = sqrt(x * x + y * y + z * z) or 1.0
    middle = (x / length, y / length, z / length)
    radius = max(
        2 * asin(min(1.0, sqrt(sum((a - b) ** 2 for a, b in zip(v, middle, strict=True))) / 2)) for v in vectors
    )
    return (degrees(atan2(y, x)), degrees(atan2(z, hypot(x, y)))), radius


def fit(places: Sequence[LonLat], width: float, height: float, margin: Point) -> Projection:
    """The projection that shows all places inside the frame with a margin (left and right, top and bottom).

    >>> p = fit([(114.06, 22.54), (108.94, 34.34)], 400, 300, (60, 40))
    >>> [round(v) for v in p(114.06, 22.54)], [round(v) for v in p(108.94, 34.34)]
    ([242, 260], [158, 40])
    """
    (longitude, latitude), radius = centre(places)
    name = "azimuthalEqualArea" if radius <= _REGION_RADIUS else "equalEarth"
    if name == "equalEarth":
        latitude = 0.0
    raw = [_raw(name, longitude, latitude, *place) for place in places]
    xs, ys = [x for x, _ in raw], [y for _, y in raw]
    half_x, half_y = max((max(xs) - min(xs)) / 2, _SMALLEST_HALF), max((max(ys) - min(ys)) / 2, _SMALLEST_HALF)
    scale = min((width / 2 - margin[0]) / half_x, (height / 2 - margin[1]) / half_y)
    middle = ((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2)
    translate = (round(width / 2 - scale * middle[0], 3), round(height / 2 + scale * middle[1], 3))
    return Projection(name, round(longitude, 4), round(latitude, 4), round(scale, 3), translate)
