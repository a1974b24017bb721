"""A small writer of PDF files for the tests: words at places, in Helvetica and in a Chinese font that is not embedded.

``STSong-Light`` with the encoding ``UniGB-UCS2-H`` is known to every reader of PDF by name, so no font is needed.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Sheet:
    """One page: words with x, distance of the baseline from the top, size; and raw operators."""

    width: float = 595
    height: float = 842
    rotate: int = 0
    operators: list[str] = field(default_factory=list)

    def write(self, x: float, y: float, words: str, size: float = 10.5, angle: bool = False) -> Sheet:
        """Print words; Chinese ones are set full-width, Latin ones in Helvetica."""
        for chinese, piece in _pieces(words):
            turn = "0.7 0.7 -0.7 0.7" if angle else "1 0 0 1"
            shown = f"<{piece.encode('utf-16-be').hex()}>" if chinese else f"({_escaped(piece)})"
            font = "F2" if chinese else "F1"
            self.operators.append(f"BT /{font} {size} Tf {turn} {x:.2f} {self.height - y:.2f} Tm {shown} Tj ET")
            x += sum(size if chinese else size * _latin(char) for char in piece)
        return self

    def picture(self) -> Sheet:
        """Cover the page with a picture."""
        self.operators.append(f"q {self.width} 0 0 {self.height} 0 0 cm /Im1 Do Q")
        return self


def _pieces(words: str) -> list[tuple[bool, str]]:
    found: list[tuple[bool, str]] = []
    for char in words:
        chinese = ord(char) > 0xFF
        if found and found[-1][0] == chinese:
            found[-1] = (chinese, found[-1][1] + char)
        else:
            found.append((chinese, char))
    return found


def _escaped(piece: str) -> str:
    return piece.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


_NARROW = {"i": 0.222, "l": 0.222, "j": 0.222, "t": 0.278, "f": 0.278, "r": 0.333, " ": 0.278, ".": 0.278, ",": 0.278}
_NARROW |= {"-": 0.333, "m": 0.833, "w": 0.722, "(": 0.333, ")": 0.333, "%": 0.889, "I": 0.278, "/": 0.278, ":": 0.278}
_NARROW |= dict.fromkeys("csvxyzkJ", 0.5)


def _latin(char: str) -> float:
    return _NARROW.get(char, 0.556 if char.islower() or char.isdigit() else 0.68)


def width(words: str, size: float) -> float:
    """How wide words are set."""
    return sum(size if ord(char) > 0xFF else size * _latin(char) for char in words)


def pdf(sheets: Sequence[Sheet], **information: str) -> bytes:
    """The bytes of a PDF of these pages; ``information`` is its Title, CreationDate …"""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [5 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 6 0 R >>",
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 "
        "/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
        "\nstream\n\x80\nendstream",
        "<< "
        + " ".join(f"/{name} <feff{value.encode('utf-16-be').hex()}>" for name, value in information.items())
        + " >>",
    ]
    kids = []
    for sheet in sheets:
        kids.append(f"{len(objects) + 1} 0 R")
        packed = zlib.compress("\n".join(sheet.operators).encode("latin-1")).decode("latin-1")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {sheet.width} {sheet.height}] /Rotate {sheet.rotate} "
            f"/Contents {len(objects) + 2} 0 R "
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> /XObject << /Im1 7 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n{packed}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    return (
        out + f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 8 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    )


def prose(sheet: Sheet, x: float, y: float, words: str, measure: float, size: float = 10.5, indent: float = 2) -> float:
    """Set a Chinese paragraph to a measure, its first line indented; the y below it."""
    line, at = "", indent * size
    for char in words:
        if at + width(line + char, size) > measure + 0.01 and char not in "。,、;":
            sheet.write(x + at, y, line, size)
            line, at, y = "", 0.0, y + 1.6 * size
        line += char
    sheet.write(x + at, y, line, size)
    return y + 1.6 * size


def lines(sheet: Sheet, x: float, y: float, texts: Sequence[str], size: float = 10) -> float:
    """Print lines one below the other; the y below them."""
    for text in texts:
        sheet.write(x, y, text, size)
        y += 1.2 * size
    return y
