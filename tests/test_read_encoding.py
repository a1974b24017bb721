"""Encodings: the right one is found, and broken bytes are refused, never replaced."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiqun.errors import ReadError
from jiqun.read import read_bytes
from jiqun.read.encoding import decode, plausibility

SIMPLIFIED = "东岭市轴承产业集群2020年产值达到320亿元,拥有企业86家。"
TRADITIONAL = "東嶺市軸承產業集群2020年產值達到320億元,擁有企業86家。"


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (SIMPLIFIED + "𠀀", "gb18030", "gb18030"),
        (TRADITIONAL, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        (TRADITIONAL + "恒裏", "cp950", "big5"),
        ("產業集群", "big5", "big5"),
        ("产业集群", "gbk", "gb18030"),
        ("Output reached 320.", "ascii", "utf-8"),
    ],
)
def test_the_encoding_is_found(text: str, codec: str, name: str) -> None:
    assert decode(text.encode(codec), "a.txt") == (text, name)


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_is_character_0(codec: str) -> None:
    text = "\ufeff" + SIMPLIFIED
    document = read_bytes(text.encode(codec), "a.txt")
    assert (document.text, document.encoding) == (text, codec)
    assert document.blocks[0].start == 1


def test_line_endings_survive_legacy_encodings() -> None:
    text = f"{TRADITIONAL}\r\n\r{TRADITIONAL}\n"
    assert decode(text.encode("big5"), "a.txt")[0] == text


@pytest.mark.parametrize(
    ("text", "label", "codec", "name"),
    [
        ("轴", "gb2312", "gbk", "gb18030"),
        ("軸", "big5", "big5", "big5"),
        ("Größe", "iso-8859-1", "latin-1", "windows-1252"),
        ("産業クラスター", "shift_jis", "shift_jis", "shift_jis"),
        (SIMPLIFIED, "gb2312", "utf-8", "utf-8"),  # the label lies: strict UTF-8 is the stronger sign
        (SIMPLIFIED, "iso-8859-1", "utf-8", "utf-8"),
        (SIMPLIFIED, "big5", "gbk", "gb18030"),
    ],
)
def test_a_declared_encoding_is_honoured_when_the_bytes_agree(text: str, label: str, codec: str, name: str) -> None:
    for head in (f'<meta charset="{label}">', f'<meta http-equiv="Content-Type" content="text/html; charset={label}">'):
        document = read_bytes(f"<html><head>{head}</head><body><p>{text}</p></body></html>".encode(codec), "a.html")
        assert (document.text, document.encoding) == (text, name)


def test_dangerous_labels_are_ignored() -> None:
    page = b'<html><meta charset="utf-7"><p>a+AGI-c</p></html>'
    assert read_bytes(page, "a.html").text == "a+AGI-c"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7\n", "is a PDF file"),
        (b"PK\x03\x04\x14\x00", "is a zip archive"),
        (b"\x89PNG\r\n\x1a\n", "is a PNG picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "is an old Word"),
        (b"abc\x00def", "is a binary file"),
        (bytes(range(1, 32)) * 4, "is a binary file"),
        (b"\xff\xfea", "breaks off"),
        (SIMPLIFIED.encode() * 3 + b"\xff" + SIMPLIFIED.encode(), "is not valid UTF-8"),
        (SIMPLIFIED.encode()[:-1], "is not valid UTF-8"),
        ("Le café est situé à côté de l'église".encode("latin-1"), "is not valid UTF-8"),
        ("대한민국의 산업 클러스터는 서울과 부산을 중심으로 발전하였다".encode("euc-kr"), "is not valid UTF-8"),
        ("日本の産業集積は東京と大阪を中心に発展した".encode("euc-jp"), "is not valid UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(data: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=words) as error:
        decode(data, "x/文件.txt")
    message = str(error.value)
    assert "x/文件.txt" in message
    assert "\n" not in message
    assert ":" in message, "what to do is missing"


def test_a_broken_byte_is_named_with_its_line() -> None:
    with pytest.raises(ReadError, match=r"byte 6 \(line 2\)"):
        decode("产".encode() + b"\r\n" + b"a\xff" + SIMPLIFIED.encode(), "a.txt")


@given(st.binary(max_size=300))
def test_bytes_are_decoded_strictly_or_refused(data: bytes) -> None:
    try:
        text, name = decode(data, "a.txt")
    except ReadError as error:
        assert "\n" not in str(error)
        return
    codecs = {"gb18030": ["gb18030"], "big5": ["cp950", "big5hkscs"]}.get(name, [name])
    assert any(_strict(data, codec) == text for codec in codecs)


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def test_the_source_is_read_from_both_legacy_encodings(source_path: Path) -> None:
    text = source_path.read_bytes().decode("utf-8")
    assert decode(text.encode("gb18030"), "a.txt") == (text, "gb18030")
    big5 = "".join(char for char in text if _encodes(char))
    assert len(big5) > 0.9 * len(text)
    assert decode(big5.encode("cp950"), "a.txt") == (big5, "big5")


def _encodes(char: str) -> bool:
    try:
        char.encode("cp950")
    except UnicodeEncodeError:
        return False
    return True


def test_a_wrong_reading_is_implausible() -> None:
    assert plausibility(SIMPLIFIED) > 0.9
    assert plausibility(SIMPLIFIED.encode("gbk").decode("cp950", "ignore")) < 0.5
    assert plausibility(TRADITIONAL.encode("big5").decode("gb18030", "ignore")) < 0.5
