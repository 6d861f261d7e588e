"""Every report there is, by name."""

from __future__ import annotations

from server.reports.sheets import of_counters, of_dossiers, of_stops, register, satisfaction
from server.reports.sheets.sheet import Sheet

SHEETS: dict[str, Sheet] = {
    sheet.name: sheet
    for sheet in (
        *of_stops.SHEETS,
        of_counters.SHEET,
        *of_dossiers.SHEETS,
        register.SHEET,
        satisfaction.SHEET,
    )
}
