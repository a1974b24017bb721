"""What ends like a park or a body and is none: titles that are awarded, aims, and parts of a class."""

from __future__ import annotations

import re

from jiqun.vocab.guarded import guarded

# Titles of programmes: a place holds them, they are no place (国家新型工业化产业示范基地).
_TITLE = re.compile(r"(?:示范|试验|先行|先导|引领|试点)(?:园?区|基地|园区)$|生态工业园区?$|绿色园区$")
_AWARDED = re.compile(
    r"获评|获批|荣获|获得|获授|被评为|评为|认定为|授予|列入|列为|入选|命名为|挂牌|创建|争创|跻身|成为|建设成?为?$|建成国家级|打造成?为?$|迈向|首批"
)
_HOLDS = re.compile(r"称号|牌子|金字招牌|名单|荣誉|殊荣|美誉")
_STANDS = re.compile(r"建有|设有|拥有|坐落|位于|落户|入驻")
_CLASSES = guarded(
    r"^(?:世界|国际|国内|全国)?(?:一流|领先|知名)|重点产业园区?$|^世界.{1,3}[谷城港]$|^(?:建|打造)?成国家"
    r"|^(?:省市|省级|市级|国家和省|省部)?(?:级)?(?:重点实验室|工程技术研究中心|企业技术中心|工程研究中心|院士(?:专家)?工作站|博士后工作站)$"
    r"|所辖|邀集|(?:街道|[镇乡]).*(?:街道|办事处)"
)
_GENERAL = re.compile(r"^[省市县区](?:人民)?政府$")
_GENERALLY = re.compile(r"各[省市县区旗、]{1,8}$")
_REACH = 70


def is_label(view: str, floor: int, start: int, end: int, kind: str) -> bool:
    """Whether what is taken for an organisation is a title, an aim or a class; ``floor`` begins its block.

    >>> view = "园区获评国家应急产业示范基地。园区建有国家软件产业示范基地。"
    >>> is_label(view, 0, 4, 14, "park"), is_label(view, 0, 19, 29, "park")
    (True, False)
    """
    name = view[start:end]
    if _CLASSES.search(name):
        return True
    if kind == "government":
        told = view.startswith(("工作报告", "有关部门", "各部门", "组成部门"), end)
        return told or (
            _GENERAL.match(name) is not None and _GENERALLY.search(view, max(floor, start - 12), start) is not None
        )
    if kind != "park" or not _TITLE.search(name):
        return False
    sentence = max(view.rfind("。", floor, start) + 1, start - _REACH, floor)
    before, close = view[sentence:start], view.find("。", end, end + _REACH)
    behind = view[end : close if close >= 0 else end + _REACH]
    awarded = [match.end() for match in _AWARDED.finditer(before)]
    stands = [match.end() for match in _STANDS.finditer(before)]
    if awarded and (not stands or max(awarded) > max(stands)):
        return True
    return not stands and _HOLDS.search(behind) is not None
