"""Centres made for a test: a folder written from a few words, small and quick to load."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ALWAYS = {"days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "spans": ["00:00-23:59"]}
PRIORITIES = [
    {"id": "nguoi-cao-tuoi", "name": "Người cao tuổi", "name_en": "Older person", "from_age": 60},
    {"id": "mang-thai", "name": "Phụ nữ mang thai", "name_en": "Pregnant woman"},
]
PROCEDURES = (
    ("1.001193", "Thủ tục đăng ký khai sinh", "Hộ tịch", 1),
    ("1.000656", "Thủ tục đăng ký khai tử", "Hộ tịch", 1),
    ("2.000815", "Thủ tục chứng thực bản sao", "Chứng thực", 1),
    ("1.003005", "Giải quyết việc nuôi con nuôi", "Hộ tịch", 0),
)


def field(name: str, series: str, **more: Any) -> dict[str, Any]:
    """A field of a made centre."""
    named = {"id": name, "name": f"Lĩnh vực {name}", "name_en": f"Field {name}"}
    return {**named, "series": series, "agency": "mot-cua", **more}


def counter(number: int, fields: list[str], zone: str = "sanh", **more: Any) -> dict[str, Any]:
    """A counter of a made centre; its id is its number."""
    named = {"id": str(number), "number": number, "name": f"Quầy việc {number}"}
    return {**named, "zone": zone, "fields": fields, **more}


def zone(name: str) -> dict[str, Any]:
    """A zone of a made centre."""
    return {"id": name, "name": f"Khu {name}", "name_en": f"Zone {name}"}


def small_centre(**more: Any) -> dict[str, Any]:
    """Two fields that two counters share, a third field at a third counter, always open."""
    return {
        "id": "thu",
        "name": "Trung tâm dùng để thử",
        "name_en": "A centre for tests",
        "identifier": "H57.12",
        "hours": ALWAYS,
        "priorities": PRIORITIES,
        "zones": [zone("sanh")],
        "agencies": [{"id": "mot-cua", "name": "Một cửa", "name_en": "One stop"}],
        "fields": [
            field("ho-tich", "A", catalogue=[{"field": "Hộ tịch"}]),
            field("chung-thuc", "B", catalogue=[{"field": "Chứng thực"}]),
            field("dat-dai", "C"),
        ],
        "counters": [
            counter(1, ["ho-tich", "chung-thuc"]),
            counter(2, ["ho-tich", "chung-thuc"]),
            counter(3, ["dat-dai"], secondary=["ho-tich"]),
        ],
        **more,
    }


def centre_of_corners(corners: int, hall: int = 0) -> dict[str, Any]:
    """A centre of corners that do not disturb each other, and a hall of counters side by side.

    Corner 7 is zone ``z7`` with counter ``7``, which alone serves field ``f7``.  The counters of
    the hall, 101 onwards in zone ``hall``, all serve the fields ``h1`` and ``h2``.
    """
    numbers = range(1, corners + 1)
    together = ["h1", "h2"] if hall else []
    fields = [field(f"f{n}", str(n)) for n in numbers]
    fields += [field(name, str(97 + place)) for place, name in enumerate(together)]
    counters = [counter(n, [f"f{n}"], zone=f"z{n}") for n in numbers]
    counters += [counter(101 + n, together, zone="hall") for n in range(hall)]
    zones = [zone(f"z{n}") for n in numbers] + ([zone("hall")] if hall else [])
    return small_centre(
        id="goc",
        numbers={"shape": "series"},
        rules={"auto_gap_seconds": 0},
        accounts={"names_an_address": 10_000},
        zones=zones,
        fields=fields,
        counters=counters,
    )


def write_centre(folder: Path, centre: Mapping[str, Any]) -> Path:
    """Write a centre's folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "centre.toml").write_text(_toml(centre), encoding="utf-8")
    lines = ["code,name,field,agency,level,in_service"]
    lines += [f"{code},{name},{of},UBND cấp xã,xã,{on}" for code, name, of, on in PROCEDURES]
    (folder / "procedures.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def _toml(centre: Mapping[str, Any]) -> str:
    plain = {key: value for key, value in centre.items() if not _is_table(value)}
    parts = [_table(plain)]
    for key, value in centre.items():
        if isinstance(value, Mapping):
            parts.append(f"[{key}]\n{_table(value)}")
        elif _is_table(value):
            parts += [f"[[{key}]]\n{_table(entry)}" for entry in value]
    return "\n".join(parts)


def _is_table(value: Any) -> bool:
    in_list = isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)
    return isinstance(value, Mapping) or in_list


def _table(entries: Mapping[str, Any]) -> str:
    return "".join(f"{key} = {_value(value)}\n" for key, value in entries.items())


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_value(key)} = {_value(one)}" for key, one in value.items())
        return f"{{{inside}}}"
    if isinstance(value, list):
        return f"[{', '.join(_value(one) for one in value)}]"
    return json.dumps(value, ensure_ascii=False)
