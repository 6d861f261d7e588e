"""One open centre: its settings, catalogue, database and clock, handed to every verb."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from server.clock import Clock, SystemClock
from server.rules.announcement import Speech
from server.rules.catalogue import Catalogue, Matches, Procedure, assign_field, fold
from server.rules.priority import Rule
from server.rules.routing import Desk, Queue
from server.rules.working_calendar import Calendar
from server.settings import (
    CentreSettings,
    CounterSettings,
    FieldSettings,
    Paper,
    ProcedureRow,
    load_centre,
    load_papers,
    load_procedures,
)
from server.store import Store, Transaction
from server.store.counters import CounterRow
from server.store.figures import normals_since_priority
from server.store.meta import epoch, secret_key
from server.store.tickets import TicketRow
from server.store.times import instant


@dataclass(frozen=True)
class Centre:
    """Everything a verb or a question needs; nothing in it is shared between centres."""

    settings: CentreSettings
    catalogue: Catalogue
    store: Store
    clock: Clock
    machine: Clock
    trial: bool
    keeps_hours: bool
    calendar: Calendar
    dossier_pattern: re.Pattern[str]
    fields: Mapping[str, FieldSettings]
    counters: Mapping[str, CounterSettings]
    epoch: str
    key: bytes
    speech: Speech
    agency_ids: Mapping[str, str]
    """Every folded way to name one of its agencies, to the agency's id."""

    def now(self) -> dt.datetime:
        """The centre's time, in UTC."""
        return self.clock.now()

    def machine_now(self) -> dt.datetime:
        """The machine's time, in UTC: what a person's fingers go by, also on a trial clock."""
        return self.machine.now()

    def today(self) -> str:
        """The centre's day."""
        return self.calendar.day_of(self.now()).isoformat()

    def local(self, stamped: str) -> str:
        """A stored instant as RFC 3339 with the centre's offset."""
        return instant(stamped).astimezone(self.calendar.zone).isoformat(timespec="milliseconds")

    def local_now(self) -> str:
        """This instant as RFC 3339 with the centre's offset."""
        return self.now().astimezone(self.calendar.zone).isoformat(timespec="milliseconds")

    def local_or_none(self, stamped: str | None) -> str | None:
        """The same for an instant that may not have come yet."""
        return self.local(stamped) if stamped is not None else None

    def offered(self, chosen: Sequence[str]) -> list[str]:
        """The fields that a setting names; all of them where it names none."""
        return list(chosen or self.fields)

    def secret(self, visit: str) -> str:
        """The ticket's own secret: 128 bits that only this database can make again."""
        digest = hmac.new(self.key, visit.encode(), hashlib.sha256).digest()[:16]
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")

    def follow_url(self, visit: str) -> str | None:
        """Where the citizen's own page is; ``None`` in a centre without an address for phones."""
        base = self.settings.public_url
        if base is None or not self.settings.follow.enabled:
            return None
        return f"{base.rstrip('/')}/t/{self.secret(visit)}"

    def check_in_code(self, visit: str) -> str:
        """Four digits that go with a phone's number at the kiosk: nobody else can be checked in."""
        digest = hmac.new(self.key, f"check in {visit}".encode(), hashlib.sha256).digest()
        return f"{int.from_bytes(digest[:4], 'big') % 10_000:04d}"

    def appointment_secret(self, appointment: str) -> str:
        """What opens an appointment, made as a ticket's own secret is."""
        return self.secret(f"appointment {appointment}")

    def appointment_code(self, appointment: str) -> str:
        """Eight digits that stand for an appointment on its day, at a kiosk without a scanner."""
        digest = hmac.new(self.key, f"come {appointment}".encode(), hashlib.sha256).digest()
        return f"{int.from_bytes(digest[:8], 'big') % 100_000_000:08d}"

    def queue(self, tx: Transaction) -> Queue:
        """What the rule needs to know of the hall now."""
        rules = self.settings.rules
        alternating = rules.order == "one_in"
        return Queue(
            now=self.now(),
            rule=Rule(rules.order, rules.priority_rate, self._cap_seconds(), rules.one_in),
            targets={field.id: field.target_minutes * 60 for field in self.settings.fields},
            normals_in_a_row=normals_since_priority(tx, self.today()) if alternating else 0,
        )

    def desk(self, row: CounterRow) -> Desk:
        """A counter as the routing rule sees it."""
        counter = self.counters[row.id]
        return Desk(
            counter=row.id,
            fields=self.fields_at(row),
            secondary=counter.secondary,
            secondary_after_seconds=counter.secondary_after_minutes * 60,
            officer=row.officer,
            idle_since=instant(row.idle_since) if row.idle_since else None,
        )

    def fields_at(self, row: CounterRow) -> tuple[str, ...]:
        """The fields a counter serves now: a supervisor's choice before the configuration's."""
        if row.fields is None:
            return tuple(self.counters[row.id].fields)
        return tuple(field for field in row.fields if field in self.fields)

    def keeper_of(self, held: TicketRow, counters: Mapping[str, CounterRow]) -> str | None:
        """The counter a held number comes back to: its officer's, if that serves the field."""
        seats = (row for row in counters.values() if row.id in self.counters)
        seat = next((row for row in seats if row.officer == held.officer), None)
        if held.officer is None or seat is None:
            return held.counter
        served = (*self.fields_at(seat), *self.counters[seat.id].secondary)
        return seat.id if held.field in served else held.counter

    def grace_ends(self, missed_at: dt.datetime) -> dt.datetime:
        """Until when a missed number that comes back has its old place."""
        return missed_at + dt.timedelta(minutes=self.settings.rules.grace_minutes)

    def _cap_seconds(self) -> float | None:
        minutes = self.settings.rules.priority_cap_minutes
        return minutes * 60 if minutes is not None else None


def open_centre(
    settings: CentreSettings,
    catalogue: Catalogue,
    store: Store,
    clock: Clock | None = None,
    trial: bool = False,
    machine: Clock | None = None,
    keep_hours: bool = False,
) -> Centre:
    """A centre ready to work on its database; ``keep_hours`` lets a trial keep them too."""
    with store.transaction() as tx:
        own_epoch, key = epoch(tx), secret_key(tx)
    return Centre(
        settings=settings,
        catalogue=catalogue,
        store=store,
        clock=clock or SystemClock(),
        machine=machine or SystemClock(),
        trial=trial,
        keeps_hours=keep_hours or not trial,
        calendar=_calendar(settings),
        dossier_pattern=re.compile(settings.dossier_pattern, re.ASCII),
        fields={field.id: field for field in settings.fields},
        counters={counter.id: counter for counter in settings.counters},
        epoch=own_epoch,
        key=key,
        speech=Speech(**settings.speech.chosen()),
        agency_ids=_agency_ids(settings),
    )


def _agency_ids(settings: CentreSettings) -> dict[str, str]:
    names = {**settings.dossiers.agencies}
    for agency in settings.agencies:
        names.update({agency.id: agency.id, agency.name: agency.id, agency.name_en: agency.id})
    return {fold(name): agency for name, agency in names.items()}


def load_folder(folder: Path) -> tuple[CentreSettings, Catalogue]:
    """A centre's folder as settings and catalogue; raises ``SettingsError``."""
    settings = load_centre(folder)
    matches = settings.catalogue_matches()
    rows = load_procedures(folder)
    papers = load_papers(folder, {row.code for row in rows})
    return settings, Catalogue(_procedure(row, matches, papers.get(row.code, ())) for row in rows)


def _procedure(row: ProcedureRow, matches: Matches, papers: Sequence[Paper]) -> Procedure:
    return Procedure(
        code=row.code,
        name=row.name,
        field=assign_field(row.field, row.agency, matches),
        field_name=row.field,
        agency=row.agency,
        level=row.level,
        in_service=row.in_service,
        hours=row.hours,
        papers=tuple((paper.name, paper.name_en) for paper in papers),
    )


def _calendar(settings: CentreSettings) -> Calendar:
    hours = settings.hours
    return Calendar(
        zone=ZoneInfo(settings.timezone),
        weekly=hours.weekly(),
        daily=hours.daily(),
        holidays=frozenset(hours.holidays),
        working_days=frozenset(hours.working_days),
    )
