"""Make ``procedures.csv`` of the six centres from the national list, with a centre's importer.

Run by hand when the national list is refreshed; the committed files are the truth.

    python -m tools.presets.catalogues PROCEDURES.csv FIELDS.csv config

``PROCEDURES.csv`` has the columns code, name, field, agency, level; ``FIELDS.csv`` says for each
field which agency answers for it in a commune (column agency_commune).
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from server.commands.catalogue import Choices, import_catalogue
from server.commands.export_rows import Filters

Row = dict[str, str]
Choice = Callable[[Row], bool]

COMMUNE_BODIES = {"Ủy ban nhân dân cấp xã", "Công an cấp xã", "Ban Chỉ huy quân sự cấp xã"}
LAND_OFFICE = {"Đất đai", "Đăng ký biện pháp bảo đảm"}
TAX = "Thuế tỉnh, thành phố"
SOCIAL_INSURANCE = "Bảo hiểm xã hội cấp tỉnh"

NOT_IN_BAC_NINH = {
    "Chi cục Hải quan khu vực",
    "Kho bạc Nhà nước khu vực",
    "Thi hành án dân sự tỉnh, thành phố",
    "Tòa án nhân dân",
    "Ủy ban Chứng khoán Nhà nước",
    "Ủy ban nhân dân cấp xã",
}
SEA = "Biển và hải đảo"

IN_SERVICE_IN_BAC_NINH = """
Đất đai | Môi trường | Lâm nghiệp | Kiểm lâm | Chăn nuôi | Nông nghiệp
Đường bộ | Đăng kiểm | Hoạt động xây dựng | Quản lý chất lượng công trình xây dựng
Quy hoạch đô thị và nông thôn | Kiến trúc | Nhà ở và công sở | Kinh doanh bất động sản
Hạ tầng kỹ thuật
Hộ tịch | Quốc tịch | Nuôi con nuôi | Chứng thực | Đăng ký biện pháp bảo đảm | Trợ giúp pháp lý
Khám bệnh, chữa bệnh | Y dược cổ truyền | Dược phẩm | Mỹ phẩm | Thiết bị y tế
An toàn thực phẩm | Bảo trợ xã hội | Trẻ em
Người có công | Quản lý nhà nước về hội, quỹ | An toàn, vệ sinh lao động | Lao động, tiền lương
Thi đua, khen thưởng | Văn thư và lưu trữ nhà nước
Giáo dục mầm non | Giáo dục trung học | Giáo dục nghề nghiệp | Giáo dục, đào tạo với nước ngoài
Giáo dục và đào tạo thuộc hệ thống giáo dục quốc dân | Thi, tuyển sinh
Văn hóa | Thể dục thể thao | Du lịch | Tín ngưỡng, tôn giáo
Thành lập và hoạt động của doanh nghiệp | Thành lập và hoạt động doanh nghiệp xã hội
Hỗ trợ doanh nghiệp nhỏ và vừa | Đầu tư tại Việt Nam | Quản lý công sản
Xuất nhập khẩu | Bảo vệ quyền lợi người tiêu dùng
Hoạt động khoa học và công nghệ | Bưu chính
Quản lý nhà nước về khu công nghiệp, khu kinh tế
Cấp, quản lý căn cước | Định danh và xác thực điện tử | Quản lý xuất nhập cảnh
Đăng ký, quản lý phương tiện giao thông cơ giới, xe máy chuyên dùng
Sát hạch, cấp giấy phép lái xe | Lý lịch tư pháp | Phòng cháy, chữa cháy | Đăng ký, quản lý con dấu
Tuyển sinh quân sự | Dân quân tự vệ
Thuế | Hoạt động thanh toán
Cấp sổ BHXH, thẻ BHYT | Thu BHXH, BHYT, BHTN, BH tai nạn lao động, BNN | Thực hiện chính sách BHXH
Thực hiện chính sách BHYT | Chi trả các chế độ BHXH
"""
"""Made up, but for their sum: 765 procedures were loaded under one uniform process."""


def main(procedures: Path, fields: Path, config: Path) -> None:
    """Write the six files and print what each import says."""
    communal = {row["field"] for row in _rows(fields) if row["agency_commune"] in COMMUNE_BODIES}
    rows = _rows(procedures)
    for centre, (choose, by_fields) in _choices(communal).items():
        print(f"--- {centre}")
        _make([row for row in rows if choose(row)], config / centre, by_fields)


def _choices(communal: set[str]) -> dict[str, tuple[Choice, bool]]:
    """Which rows a centre keeps, and whether what no field of it takes is out of service."""

    def commune(row: Row) -> bool:
        return _at("xã", row) and row["field"] in communal

    return {
        "commune": (commune, True),
        "thach-ha": (commune, False),
        "hue-city": (lambda row: commune(row) or _beside_the_commune(row), False),
        "hue-province": (lambda row: _at("tỉnh", row), False),
        "thai-nguyen": (lambda row: _at("tỉnh", row), True),
        "bac-ninh": (_of_bac_ninh, False),
    }


def _beside_the_commune(row: Row) -> bool:
    """Land registration, tax and social insurance, which sit in the same hall."""
    of_land_office = row["field"] in LAND_OFFICE and _at("tỉnh", row)
    return of_land_office or (row["agency"] in {TAX, SOCIAL_INSURANCE} and _at("xã", row))


def _of_bac_ninh(row: Row) -> bool:
    return _at("tỉnh", row) and row["agency"] not in NOT_IN_BAC_NINH and row["field"] != SEA


def _at(level: str, row: Row) -> bool:
    return level in row["level"].split(";")


def _make(rows: list[Row], folder: Path, by_fields: bool) -> None:
    received = {name.strip() for name in IN_SERVICE_IN_BAC_NINH.replace("\n", "|").split("|")}
    for row in rows:
        received_here = folder.name != "bac-ninh" or row["field"] in received
        row["in_service"] = str(int(received_here))
    with tempfile.TemporaryDirectory() as drafts:
        export = Path(drafts, "export.csv")
        with export.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
        import_catalogue(export, folder, Choices(Filters(), in_service_by_fields=by_fields))


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
