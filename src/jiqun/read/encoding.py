"""Bytes to text: byte-order marks, UTF-8, and the two legacy Chinese encodings told apart; broken bytes are refused.

The same bytes often decode in GB18030 and in Big5, so the readings are judged by how ordinary their characters are.
"""

from __future__ import annotations

import codecs
import re

from jiqun.errors import ReadError
from jiqun.vocab.fold import fold

_BINARY = (
    (b"%PDF-", "a PDF file", "save its text as .txt or .html"),
    (b"PK\x03\x04", "a zip archive (Word, Excel and PowerPoint files are such)", "save its text as .txt or .html"),
    (b"\xd0\xcf\x11\xe0", "an old Word, Excel or PowerPoint file", "save its text as .txt or .html"),
    (b"\x89PNG", "a PNG picture", "give the text, not a picture of it"),
    (b"\xff\xd8\xff", "a JPEG picture", "give the text, not a picture of it"),
    (b"GIF8", "a GIF picture", "give the text, not a picture of it"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it first"),
    (b"SQLite format 3", "a SQLite database", "export its text"),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# cp950 holds the ETEN characters (恒, 裏, 碁) that Python's plain `big5` lacks; HKSCS adds Hong Kong's.
_CODECS = {"gb18030": ("gb18030",), "big5": ("cp950", "big5hkscs"), "windows-1252": ("cp1252",)}
_LABELS = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936", "euc-cn"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "cn-big5", "x-x-big5", "cp950"), "big5"),
    **dict.fromkeys(("iso-8859-1", "latin1", "windows-1252", "cp1252", "us-ascii", "ascii"), "windows-1252"),
}
_OTHER_LABELS = re.compile(r"(?:iso-8859-\d{1,2}|windows-\d{3,4}|shift_jis|euc-jp|euc-kr|koi8-r)")
_DECLARED = re.compile(rb"""(?:<meta[^>]{0,200}charset\s*=|<\?xml[^>]{0,80}encoding\s*=)\s*["']?\s*([\w-]+)""", re.I)
_UTF8_TRIPLE = re.compile(rb"[\xe3-\xe9][\x80-\xbf][\x80-\xbf]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 20_000
# Common characters (simplified; what is judged is folded first): three quarters of running Chinese text.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形"
    "相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展"
    "五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战"
    "先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白"
    "教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且"
    "究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值"
    "号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严龙飞企产业群"
)


def decode(data: bytes, where: str, markup: bool = False) -> tuple[str, str]:
    """The text of a file and the name of its encoding; ``where`` names the file in errors.

    A byte-order mark stays as character 0. With ``markup`` an encoding that the page declares is honoured when its
    bytes really decode in it. Raises ReadError for empty and binary files and for bytes in no known encoding.

    >>> decode("深圳產業集群。".encode("big5"), "note.txt")
    ('深圳產業集群。', 'big5')
    """
    if not data.strip():
        raise ReadError(f"{where} is empty: give a file with text in it")
    for magic, what, cure in _BINARY:
        if data.startswith(magic):
            raise ReadError(f"{where} is {what}, not text: {cure}")
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _marked(data, name, where), name
    if b"\0" in data:
        raise ReadError(f"{where} is a binary file (it holds NUL bytes): save the text as UTF-8 and try again")
    declared = _declared(data) if markup else None
    found = _utf8(data, declared) or _declared_text(data, declared) or _legacy(data)
    if found is None:
        raise ReadError(_broken(data, where))
    text, name = found
    if len(_CONTROL.findall(text[:_SAMPLE])) > 0.02 * len(text[:_SAMPLE]):
        raise ReadError(f"{where} is a binary file (it is full of control characters): give a text file")
    return text, name


def _marked(data: bytes, name: str, where: str) -> str:
    text = _try(data, name)
    if text is None:
        raise ReadError(f"{where} begins with the mark of {name.upper()} but breaks off it: save it as UTF-8 again")
    if not text.strip("\ufeff \t\r\n"):
        raise ReadError(f"{where} is empty (a byte-order mark and nothing else): give a file with text in it")
    if "\0" in text:
        raise ReadError(f"{where} is a binary file (it holds NUL characters): save the text as UTF-8 and try again")
    return text


def _try(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _declared(data: bytes) -> str | None:
    """The encoding that an HTML or XML head names, as one of our names or a codec we trust; None when there is none."""
    found = _DECLARED.search(data[:8192])
    if found is None:
        return None
    label = found[1].decode("ascii", "ignore").lower()
    return _LABELS.get(label) or (label if _OTHER_LABELS.fullmatch(label) else None)


def _utf8(data: bytes, declared: str | None) -> tuple[str, str] | None:
    """Strict UTF-8 wins, also over a wrong declaration, unless the declared Chinese reading is much the better one."""
    text = _try(data, "utf-8")
    if text is None:
        return None
    if declared in ("gb18030", "big5") and not text.isascii():
        other = _declared_text(data, declared)
        if other and plausibility(other[0]) > plausibility(text) + 0.3:
            return None
    return text, "utf-8"


def _declared_text(data: bytes, declared: str | None) -> tuple[str, str] | None:
    """The bytes read as declared; None when they do not decode, or a Chinese reading is no Chinese (a false label)."""
    if declared is None:
        return None
    for codec in _CODECS.get(declared, (declared,)):
        text = _try(data, codec)
        if text is not None and (declared not in ("gb18030", "big5") or plausibility(text) >= 0.5):
            return text, declared
    return None


def _legacy(data: bytes) -> tuple[str, str] | None:
    """GB18030 or Big5, whichever reads as the more ordinary Chinese; None when neither does.

    charset-normalizer only breaks a tie: of 295 pieces of four characters in GB18030 it names 155 rightly, the
    judgement by characters 285; from 20 characters on both are right.
    """
    high = sum(byte >= 0x80 for byte in data[: 4 * _SAMPLE])
    triples = len(_UTF8_TRIPLE.findall(data[: 4 * _SAMPLE]))
    if 3 * triples > 0.8 * high:  # UTF-8 with broken bytes: GB18030 would read it as rare characters
        return None
    readings: list[tuple[float, str, str]] = []
    for name in ("gb18030", "big5"):
        for codec in _CODECS[name]:
            text = _try(data, codec)
            if text is not None:
                readings.append((plausibility(text), text, name))
                break
    readings = sorted((reading for reading in readings if reading[0] >= 0.5), reverse=True)
    if len(readings) == 2 and readings[0][0] - readings[1][0] < 0.1 and _detector(data) == readings[1][2]:
        readings.reverse()
    return (readings[0][1], readings[0][2]) if readings else None


def _detector(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[: 4 * _SAMPLE], cp_isolation=["gb18030", "big5"]).best()
    return best.encoding if best else None


def plausibility(text: str) -> float:
    """How ordinary the non-ASCII characters of a Chinese text are: near 1 for real text, below 0.5 for a wrong reading.

    >>> plausibility("產業規模") > 0.9
    True
    >>> plausibility("產業規模".encode("big5").decode("gbk")) < 0.5
    True
    """
    view = [char for char in fold(text[:_SAMPLE]) if char >= "\x80"]
    if not view:
        return 1.0
    ideographs = [char for char in view if "\u3400" <= char <= "\u9fff"]
    level_one = sum(_level_one(char) for char in ideographs)
    marks = sum(char in "、。·—…“”‘’《》〈〉「」『』【】〔〕%‰°×±℃①②③④⑤⑥⑦⑧⑨⑩●■◆→" for char in view)
    common = sum(char in _COMMON for char in ideographs)
    ordinary = (level_one + marks) / len(view)
    share = common / len(ideographs) if ideographs else 1.0
    if len(ideographs) < 8:
        return ordinary * (0.7 + 0.3 * share)
    # Korean and Japanese bytes land on level-one ideographs at random, so common ones must be there too. Measured: 77%
    # of a report on clusters, 75% of the names of the national classification of industries, 2–9% of wrong readings.
    return ordinary * min(1.0, 0.2 + 2 * share)


def _level_one(char: str) -> bool:
    """One of the 3,755 ideographs of GB 2312's first level."""
    try:
        return 0xB0 <= char.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False


def _broken(data: bytes, where: str) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n|\r|\n", data[: error.start])) + 1
        return (
            f"{where}: byte {error.start} (line {line}) is not valid UTF-8, nor is the file GB18030 or Big5: "
            "open it in the program that wrote it and save it as UTF-8"
        )
    return f"{where} is in an encoding that cannot be told: save it as UTF-8"
