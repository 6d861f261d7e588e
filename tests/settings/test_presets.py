"""The six centres in config/: their published figures, and that they are whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from centre_folders import CENTRES, CONFIG, copy_of

from server.commands.check import warnings_of
from server.messages import Purpose
from server.rules.catalogue import assign_field
from server.settings import FolderSettings, load_whole_folder

ICONS = Path(__file__).resolve().parents[2] / "tools" / "icons.txt"
SPOKEN_LETTERS = set("ABCDEGHKLMNPRSTUVXY")


@pytest.fixture(scope="module", params=CENTRES)
def centre(request: pytest.FixtureRequest) -> FolderSettings:
    return load_whole_folder(CONFIG / request.param)


def figures(settings: FolderSettings) -> tuple[int, ...]:
    centre = settings.centre
    return (
        len(centre.zones),
        len(centre.counters),
        len(centre.posts),
        len(centre.agencies),
        len(centre.fields),
        len(settings.procedures),
        sum(row.in_service for row in settings.procedures),
    )


@pytest.mark.parametrize(
    ("name", "zones_counters_posts_agencies_fields_procedures_in_service"),
    [
        ("commune", (1, 4, 4, 4, 7, 535, 201)),
        ("hue-province", (2, 34, 31, 23, 45, 1591, 1591)),
        ("thai-nguyen", (4, 32, 35, 19, 41, 1591, 1541)),
        ("bac-ninh", (1, 26, 29, 19, 41, 1505, 765)),
        ("hue-city", (1, 12, 12, 10, 19, 706, 706)),
        ("thach-ha", (1, 8, 9, 6, 15, 535, 535)),
    ],
)
def test_a_centre_has_its_figures(
    name: str, zones_counters_posts_agencies_fields_procedures_in_service: tuple[int, ...]
) -> None:
    found = figures(load_whole_folder(CONFIG / name))
    assert found == zones_counters_posts_agencies_fields_procedures_in_service


def test_config_holds_the_six_centres_and_nothing_else() -> None:
    assert sorted(path.name for path in CONFIG.iterdir()) == sorted(CENTRES)


@pytest.mark.parametrize(
    ("name", "identifier"),
    [("hue-province", "H57"), ("thai-nguyen", "H55"), ("bac-ninh", "H05"), ("thach-ha", "H27")],
)
def test_a_centre_bears_its_h_code(name: str, identifier: str) -> None:
    assert load_whole_folder(CONFIG / name).centre.identifier == identifier


def test_a_centre_is_named_after_its_folder(centre: FolderSettings) -> None:
    assert centre.centre.id in CENTRES
    assert load_whole_folder(CONFIG / centre.centre.id).centre == centre.centre


def test_a_centre_gives_no_warning(centre: FolderSettings) -> None:
    assert [str(warning) for warning in warnings_of(centre)] == []


def test_a_centre_says_that_posts_are_made_up(centre: FolderSettings) -> None:
    assert "giả định" in centre.centre.note
    text = (CONFIG / centre.centre.id / "centre.toml").read_text(encoding="utf-8")
    assert "# Made up" in text


def test_a_centre_speaks_vietnamese_first_then_english(centre: FolderSettings) -> None:
    assert centre.centre.languages == ["vi", "en"]


def test_a_centre_is_open_in_office_hours_and_closed_on_holidays(centre: FolderSettings) -> None:
    hours = centre.centre.hours
    assert hours.spans == ["07:30-11:30", "13:00-17:00"]
    assert hours.days == ["mon", "tue", "wed", "thu", "fri"]
    days = {day.isoformat() for day in hours.holidays}
    assert days >= {"2026-02-17", "2026-04-27", "2026-09-02", "2027-02-06", "2027-04-16"}


def test_a_centre_knows_the_six_priority_classes(centre: FolderSettings) -> None:
    assert [priority.id for priority in centre.centre.priorities] == [
        "nguoi-cao-tuoi",
        "nguoi-khuyet-tat",
        "mang-thai",
        "tre-em",
        "nguoi-co-cong",
        "nguoi-om",
    ]


def test_each_field_has_a_series_of_its_own_that_can_be_said(centre: FolderSettings) -> None:
    series = [field.series for field in centre.centre.fields]
    assert len(set(series)) == len(series)
    if centre.centre.numbers.shape == "letter":
        assert set(series) <= SPOKEN_LETTERS


def test_each_field_has_an_icon_that_set_up_copies(centre: FolderSettings) -> None:
    known = set(re.sub("#.*", "", ICONS.read_text(encoding="utf-8")).split())
    assert {field.icon for field in centre.centre.fields} <= known


def test_each_zone_has_counters_a_kiosk_and_a_board(centre: FolderSettings) -> None:
    zones = {zone.id for zone in centre.centre.zones}
    assert {counter.zone for counter in centre.centre.counters} == zones
    kiosks = {kiosk.zone for kiosk in centre.kiosks.values()}
    boards = [board.zones for board in centre.boards.values()]
    assert None in kiosks
    assert [] in boards
    if len(zones) > 1:
        assert zones <= kiosks
        assert all([zone] in boards for zone in zones)


def test_every_counter_can_be_opened_from_a_post(centre: FolderSettings) -> None:
    opened = {name for post in centre.centre.posts for name in post.counters}
    assert opened == {counter.id for counter in centre.centre.counters}


def test_the_first_counters_of_the_posts_serve_every_field(centre: FolderSettings) -> None:
    """Fewer officers than counters must not leave a field unserved when each is at his own."""
    counters = {counter.id: counter for counter in centre.centre.counters}
    own = [counters[post.counters[0]] for post in centre.centre.posts]
    served = {name for counter in own for name in (*counter.fields, *counter.secondary)}
    assert served == {field.id for field in centre.centre.fields}


def test_every_procedure_in_service_belongs_to_a_field(centre: FolderSettings) -> None:
    matches = centre.centre.catalogue_matches()
    homeless = [
        row.code
        for row in centre.procedures
        if row.in_service and assign_field(row.field, row.agency, matches) is None
    ]
    assert homeless == []


def test_the_commune_has_the_layout_of_counters_seen_in_use() -> None:
    centre = load_whole_folder(CONFIG / "commune").centre
    assert [counter.fields for counter in centre.counters] == [
        ["chung-thuc", "ho-tich"],
        ["kiem-lam", "ho-kinh-doanh", "hoat-dong-xay-dung"],
        ["dat-dai"],
        ["bao-tro-xa-hoi"],
    ]
    assert "".join(field.series for field in centre.fields) == "ABCDEGH"


def test_bac_ninh_has_sixteen_departments_and_three_vertical_agencies() -> None:
    centre = load_whole_folder(CONFIG / "bac-ninh").centre
    vertical = {"thue", "bao-hiem", "ngan-hang"}
    assert len({agency.id for agency in centre.agencies} - vertical) == 16
    assert vertical < {agency.id for agency in centre.agencies}


def test_each_agency_of_a_centre_answers_for_a_field(centre: FolderSettings) -> None:
    answering = {field.agency for field in centre.centre.fields}
    assert answering == {agency.id for agency in centre.centre.agencies}


def test_hue_province_has_every_agency_of_the_catalogue() -> None:
    settings = load_whole_folder(CONFIG / "hue-province")
    in_catalogue = {row.agency for row in settings.procedures}
    assert len(in_catalogue) == len(settings.centre.agencies) == 23


def test_hue_city_leads_land_over_tax_and_bank_to_the_result_on_one_ticket() -> None:
    (route,) = load_whole_folder(CONFIG / "hue-city").centre.routes
    assert route.purposes == [Purpose.SUBMIT]
    assert route.stops == ["dat-dai", "thue", "ngan-hang", "tra-ket-qua"]


def test_hue_city_takes_land_tax_social_insurance_and_police() -> None:
    settings = load_whole_folder(CONFIG / "hue-city")
    taken = {
        assign_field(row.field, row.agency, settings.centre.catalogue_matches())
        for row in settings.procedures
    }
    assert taken >= {"dat-dai", "thue", "bao-hiem", "can-cuoc-cu-tru", "cong-an"}


def test_a_copied_folder_works_anywhere(centre: FolderSettings, tmp_path: Path) -> None:
    folder = copy_of(centre.centre.id, tmp_path / "mang đi nơi khác")
    assert load_whole_folder(folder) == centre


def test_nothing_in_a_folder_points_outside_it() -> None:
    texts = [path.read_text(encoding="utf-8") for path in CONFIG.rglob("*.toml")]
    assert not [text for text in texts if "../" in text or '"/' in text]


def test_a_catalogue_is_composed_trimmed_and_in_the_order_of_its_codes(
    centre: FolderSettings,
) -> None:
    rows = centre.procedures
    assert [row.code for row in rows] == sorted(row.code for row in rows)
    assert not [row for row in rows if "  " in row.name or row.name != row.name.strip()]
