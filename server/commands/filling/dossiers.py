"""The dossiers of made-up years: received, settled mostly on time, and come for again."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections import deque

from server.centre import Centre
from server.commands.filling.hall import Stay
from server.commands.filling.people import Person
from server.commands.rehearsal.demand import WITH_A_DOSSIER, codes_fit, made_up_code
from server.messages import Purpose
from server.rules.dossier_code import identity
from server.store import Transaction
from server.store.dossiers import DossierRow, save_dossier
from server.store.times import stamp
from server.store.visits import set_dossier

LATE_SHARE = 0.06
DAYS = (3, 15)
COME_FOR = 4000
"""So many of the newest dossiers are those that people come for again."""


class Dossiers:
    """Gives new dossiers their codes, and remembers which people may come for."""

    def __init__(self, centre: Centre, chance: random.Random, today: dt.datetime) -> None:
        self._centre = centre
        self._chance = chance
        self._today = today
        self._fit = codes_fit(centre.settings)
        self._open: deque[str] = deque(maxlen=COME_FOR)
        self._numbers = itertools.count(1)
        self._day: dt.date | None = None
        self._rows: dict[str, DossierRow] = {}

    def come_for(self, person: Person) -> None:
        """Let somebody who comes because of a dossier have its receipt."""
        if self._open and person.purpose in WITH_A_DOSSIER:
            person.dossiers = [self._chance.choice(self._open)]

    def give_code(self, day: dt.date, stay: Stay) -> DossierRow | None:
        """A dossier that was submitted has a code from now on, and is in the register."""
        if not self._fit or stay.person.purpose is not Purpose.SUBMIT or stay.position > 0:
            return None
        if day != self._day:
            self._day, self._numbers = day, itertools.count(1)
        code = made_up_code(self._centre.settings, day, next(self._numbers))
        assert stay.finished_at is not None, "whoever was served has left"
        row = self._row(code, stay.person.subject, stay.finished_at)
        stay.person.received, self._rows[code] = code, row
        return row

    def receive(self, tx: Transaction, stay: Stay) -> None:
        """Write it."""
        code = stay.person.received
        assert code is not None
        assert stay.finished_at is not None
        save_dossier(tx, self._rows.pop(code))
        set_dossier(tx, stay.person.visit, identity(code), code, "received", stay.finished_at)
        self._open.append(code)

    def _row(self, code: str, procedure: str | None, received: dt.datetime) -> DossierRow:
        due = received + dt.timedelta(days=self._chance.randint(*DAYS))
        late = self._chance.random() < LATE_SHARE
        spread = (due - received).total_seconds()
        settled = due + dt.timedelta(seconds=spread * self._chance.uniform(-0.7, -0.01))
        if late:
            settled = due + dt.timedelta(days=self._chance.uniform(0.1, 5))
        done = settled < self._today
        return DossierRow(
            identity=identity(code),
            code=code,
            procedure=procedure,
            state=9 if done else 4,
            received_at=stamp(received),
            due_at=stamp(due),
            result_ready_at=stamp(settled) if done else None,
            channel="direct",
        )
