"""A wrong centre.toml: each fault names the file, the key and what was expected."""

from __future__ import annotations

from pathlib import Path

import pytest
from centre_folders import change, copy_of

from server.settings import CentreSettings, SettingsError, load_centre

ROUTE = '[[routes]]\nfield = "{field}"\npurposes = ["submit"]\nstops = {stops}\n'
ROUTES = [
    ('["dat-dai", "thue"]', "routes.dat-dai: expected a field of this file, found 'thue'"),
    ('["ho-tich", "dat-dai"]', "routes.dat-dai.stops: expected the first stop to be 'dat-dai'"),
    ('["dat-dai"]', "routes.#1.stops: expected at least 2 items"),
    ('["dat-dai", "Thuế"]', "routes.#1.stops.#2: expected small letters, digits and hyphens"),
]
NO_PAGE = "[public_page]\nenabled = false\n[rules]"
CHANGES = [
    ('name = "Chứng thực"', 'tên = "Chứng thực"', "(file): expected TOML: "),
    ('id = "commune"', 'id = "commune"\ncolour = "red"', "colour: unknown key; expected"),
    ('series = "A"', 'series = "A"\nnote = 1', "fields.chung-thuc.note: unknown key; expected"),
    ('id = "commune"\n', "", "id: missing; expected a value"),
    ('name_en = "Civil status"\n', "", "fields.ho-tich.name_en: missing; expected a value"),
    ("service_minutes = 6", 'service_minutes = "6"', "fields.chung-thuc.service_minutes: expected"),
    ("service_minutes = 6", "service_minutes = 0", "service_minutes: expected greater than 0"),
    ("number = 2\n", "number = true\n", "counters.2.number: expected a valid integer, found True"),
    ('name = "Hộ tịch"', 'name = ""', "fields.ho-tich.name: expected one line of 1 to 300"),
    ('name = "Hộ tịch"', 'name = "Hộ\\ntịch"', "fields.ho-tich.name: expected one line"),
    ('"Asia/Ho_Chi_Minh"', '"Asia/Hanoi"', 'timezone: expected a time zone such as "Asia/Ho_Chi'),
    ('"Asia/Ho_Chi_Minh"', '"Asia"', "timezone: expected a time zone"),
    ('"Asia/Ho_Chi_Minh"', '"../../etc/passwd"', "timezone: expected a time zone"),
    ('"H57.12"', '"57"', "identifier: expected the start of the centre's dossier codes"),
    ('"H57.12"', '"H57"\npublic_url = "luot.vn"', "public_url: expected an address such as"),
    ('["vi", "en"]', '["vi", "fr"]', "languages.#2: expected 'vi' or 'en', found 'fr'"),
    ('"07:30-11:30"', '"7h30-11h30"', 'hours.spans.#1: expected hours such as "07:30-11:30"'),
    ('"07:30-11:30"', '"07:30-24:30"', 'hours.spans.#1: expected hours such as "07:30-11:30"'),
    ('"07:30-11:30"', '"07:30+07:00-11:30"', "hours.spans.#1: expected hours such as"),
    ('"07:30-11:30"', '"11:30-07:30"', "hours.spans.#1: expected the opening before the closing"),
    ('"07:30-11:30"', '"07:30-13:30"', "hours.spans: expected spans one after the other"),
    ('"mon", "tue"', '"mon", "thứ ba"', "hours.days.#2: expected 'mon', 'tue'"),
    ("2026-01-01,", '"1/1/2026",', "hours.holidays.#1: expected a valid date"),
    ("working_days = []", "working_days = [2026-01-01]", "hours: expected 2026-01-01 in holidays"),
    ('id = "ho-tich"', 'id = "chung-thuc"', "fields: expected each once, found 'chung-thuc' 2 ti"),
    ("number = 2\n", "number = 1\n", "counters.number: expected each once, found 1 2 times"),
    ('agency = "dang-ky-dat-dai"', 'agency = "thue"', "dat-dai.agency: expected an agency of this"),
    ('zone = "sanh"', 'zone = "san"', "counters.1.zone: expected a zone of this file, found 'san'"),
    ('fields = ["dat-dai"]', 'fields = ["dat"]', "counters.3.fields: expected a field of this"),
    ('fields = ["dat-dai"]', "fields = []", "counters.3.fields: expected at least 1 item"),
    ('fields = ["dat-dai"]', 'fields = ["ho-tich"]', "fields.dat-dai: expected at least one cou"),
    ('counters = ["4"]', 'counters = ["5"]', "van-hoa-xa-hoi-1.counters: expected a counter of t"),
    ("[rules]", '[phone]\nfields = ["thue"]\n[rules]', "phone.fields: expected a field of this"),
    ("[rules]", '[phone]\nnetworks = ["san"]\n[rules]', "networks.#1: expected a network such as"),
    ("[rules]", '[phone]\nnetworks = ["::/0"]\n[rules]', "expected a network of your own, such as"),
    ('"H57.12"', '"H57"\nproxies = ["0.0.0.0/0"]', "proxies.#1: expected a network of your own"),
    (
        '"H57.12"',
        '"H57"\npublic_url = "https://a.vn/?b"',
        "public_url: expected an address such as",
    ),
    ('"H57.12"', '"H57"\npublic_url = "https://a.vn#b"', "public_url: expected an address such as"),
    ("[rules]", '[phone]\nenabled = "yes"\n[rules]', "phone.enabled: expected true or false, with"),
    ("[rules]", '[phone]\nnetworks = "x"\n[rules]', "phone.networks: expected a list in square"),
    ("[rules]", f"[phone]\nenabled = true\n{NO_PAGE}", "phone.enabled: expected public_page.enabl"),
    (
        "[rules]",
        f"[appointments]\nenabled = true\n{NO_PAGE}",
        "appointments.enabled: expected public_page.enabled = true too",
    ),
    (
        "[rules]",
        "[phone]\nnumbers_at_once = 4\n[rules]",
        "phone.numbers_at_once: expected a number not above phone.numbers_a_day",
    ),
    ('series = "A"', 'series = "O"', "fields.chung-thuc.series: expected a letter other than I, O"),
    ('series = "A"', 'series = "Đ"', "fields.chung-thuc.series: expected a capital letter such as"),
    ('series = "A"', 'series = "7"', "fields.chung-thuc.series: expected a letter other than I, O"),
    ('shape = "letter"', 'shape = "series"', "fields.chung-thuc.series: expected a number 1 to 99"),
    (
        'shape = "letter"',
        'shape = "letter"\nfirst = 9\nlast = 8',
        "numbers.first: expected a number",
    ),
    ('order = "ageing"', 'order = "fair"', "rules.order: expected 'ageing', 'first_come'"),
    ('zero_ten = "linh"', 'zero_ten = "lé"', "speech.zero_ten: expected 'linh' or 'lẻ'"),
    ('at = "17:30"', 'at = "24:30"', "day_end.at: expected a time of day from 00:00 to 23:59"),
    (
        'at = "17:30"',
        'at = "16:59"',
        "day_end.at: expected an hour not before the last closing, 17",
    ),
    ('icon = "stamp"', 'icon = "stamp two"', "chung-thuc.icon: expected the name of a lucide"),
    (
        'icon = "stamp"',
        'icon = "../stamp"',
        "fields.chung-thuc.icon: expected the name of a lucide",
    ),
    ('{ field = "Chứng thực" }', "{}", "chung-thuc.catalogue.#1: expected a catalogue field, an a"),
    ('{ field = "Chứng thực" }', '{ field = "Hộ tịch" }', "ho-tich.catalogue: expected one field"),
]


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        load_centre(folder)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(("old", "new", "line"), CHANGES)
def test_a_fault_is_one_line_with_file_key_and_expectation(
    old: str, new: str, line: str, tmp_path: Path
) -> None:
    folder = copy_of("commune", tmp_path)
    change(folder / "centre.toml", old, new)
    faults = faults_of(folder)
    assert any(line in fault for fault in faults), faults
    assert all(fault.startswith("centre.toml: ") and "\n" not in fault for fault in faults)


def test_a_window_that_fits_no_session_is_refused(tmp_path: Path) -> None:
    folder = copy_of("commune", tmp_path)
    change(folder / "centre.toml", '"07:30-11:30", "13:00-17:00"', '"08:00-11:30"')
    hours = "[appointments]\nenabled = true\nwindow_minutes = 240\n[rules]"
    change(folder / "centre.toml", "[rules]", hours)
    expected = "expected a window that fits a session, at most 210 minutes, found 240"
    assert faults_of(folder) == [f"centre.toml: appointments.window_minutes: {expected}"]


@pytest.mark.parametrize(("stops", "line"), ROUTES)
def test_a_route_that_leads_nowhere_is_refused(stops: str, line: str, tmp_path: Path) -> None:
    folder = copy_of("commune", tmp_path)
    with (folder / "centre.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + ROUTE.format(field="dat-dai", stops=stops))
    assert any(line in fault for fault in faults_of(folder))


def test_two_routes_for_one_field_and_purpose_are_refused(tmp_path: Path) -> None:
    folder = copy_of("commune", tmp_path)
    route = ROUTE.format(field="dat-dai", stops='["dat-dai", "ho-tich"]')
    with (folder / "centre.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + route + route.replace('purposes = ["submit"]\n', ""))
    (fault,) = faults_of(folder)
    assert fault == "centre.toml: routes.dat-dai.purposes: expected one route for 'submit', found 2"


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    folder = copy_of("commune", tmp_path)
    change(folder / "centre.toml", 'icon = "stamp"', 'icon = "ST AMP"')
    change(folder / "centre.toml", 'order = "ageing"', 'order = "fair"')
    assert len(faults_of(folder)) == 2


def test_a_missing_file_is_named_with_its_place(tmp_path: Path) -> None:
    expected = f"centre.toml: (file): missing; expected a file at {tmp_path / 'centre.toml'}"
    assert faults_of(tmp_path) == [expected]


def test_a_file_that_cannot_be_read_is_one_fault(tmp_path: Path) -> None:
    (tmp_path / "centre.toml").mkdir()
    (fault,) = faults_of(tmp_path)
    assert fault.startswith("centre.toml: (file): cannot be read (Is a directory); expected")


@pytest.mark.parametrize("text", ["id = ", "[" * 5000, "a = " + "[" * 5000, "\x00"])
def test_text_that_is_no_toml_is_one_fault(text: str, tmp_path: Path) -> None:
    (tmp_path / "centre.toml").write_text(text)
    (fault,) = faults_of(tmp_path)
    assert fault.startswith("centre.toml: (file): expected TOML")


def test_text_that_is_not_utf_8_is_one_fault(tmp_path: Path) -> None:
    (tmp_path / "centre.toml").write_bytes('name = "Hộ tịch"'.encode("utf-16"))
    (fault,) = faults_of(tmp_path)
    assert fault.startswith("centre.toml: (file): expected UTF-8 text")


def test_a_byte_order_mark_of_a_windows_editor_does_not_matter(tmp_path: Path) -> None:
    folder = copy_of("commune", tmp_path)
    path = folder / "centre.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load_centre(folder).id == "commune"


def test_names_typed_with_loose_accents_are_composed(tmp_path: Path) -> None:
    folder = copy_of("commune", tmp_path)
    loose, composed = "Chu\u031b\u0301ng thu\u031b\u0323c", "Chứng thực"
    change(folder / "centre.toml", f'name = "{composed}"', f'name = "{loose}"')
    change(folder / "centre.toml", f'field = "{composed}"', f'field = "{loose}"')
    field = load_centre(folder).fields[0]
    assert (field.name, field.catalogue[0].field) == (composed, composed)


def test_a_loaded_centre_cannot_be_changed(tmp_path: Path) -> None:
    centre: CentreSettings = load_centre(copy_of("commune", tmp_path))
    with pytest.raises(ValueError, match="frozen"):
        centre.name = "Trung tâm khác"  # type: ignore[misc]
