"""A report: what its columns mean, its rows, and for which days."""

from __future__ import annotations

from typing import Literal

from server.messages.plain import Answer

Cell = str | int | float | None
Unit = Literal["text", "count", "seconds", "share", "number", "instant"]


class ReportColumn(Answer):
    """A column: its heading and what exactly is counted, in the language asked for.

    ``share`` is 0 to 1, ``seconds`` whole seconds, ``instant`` RFC 3339.
    """

    id: str
    title: str
    unit: Unit
    definition: str


class ReportAnswer(Answer):
    """A report from ``first_day`` to ``last_day``; each row has a cell for each column's id.

    ``total`` is the row of everything together.  ``trial`` says whether trial visits are counted,
    ``as_of`` up to when.  A list comes page by page: ``next`` asks for the next one as ``after``,
    ``whole`` is how many rows there are in all, ``fits_xlsx`` whether a sheet holds so many.
    """

    name: str
    title: str
    first_day: str
    last_day: str
    by: str | None
    trial: bool
    as_of: str
    columns: list[ReportColumn]
    rows: list[dict[str, Cell]]
    total: dict[str, Cell] | None
    note: str | None
    next: str | None = None
    whole: int | None = None
    fits_xlsx: bool = True


class ReportName(Answer):
    """A report that can be asked for; ``by`` lists how its rows may be told apart."""

    name: str
    title: str
    title_en: str
    by: list[str]


class ReportsAnswer(Answer):
    """Every report."""

    items: list[ReportName]
