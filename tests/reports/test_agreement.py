"""The log tells what the tables hold: whatever was done, and nothing done behind its back."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hall import CHIEF, LAN, MINH, TestHall, done, open_hall
from hypothesis import given, settings
from hypothesis import strategies as st

from server.actions.actor import Actor
from server.actions.by_hand import enter_by_hand
from server.actions.call import call_chosen, next_ticket
from server.actions.cancel import cancel
from server.actions.dossiers import add_dossier
from server.actions.hold import hold, resume
from server.actions.priority import change_priority
from server.actions.recall import recall
from server.actions.refusals import NotAllowed, NotFound
from server.actions.reinstate import reinstate
from server.actions.serve import finish, no_show, start
from server.actions.transfer import transfer
from server.actions.undo import undo
from server.actions.way import set_stops
from server.messages import DossierAdded, HandTicket, HoldRequest, TransferRequest
from server.reports.agreement import disagreements
from server.rules.tickets import WrongMove

CODES = ("H57.12-261101-0001", "H57.12-261101-0002")
DESKS = (("1", LAN), ("2", MINH))


class Play:
    """Does at random what officers do, and forgets what is refused."""

    def __init__(self, hall: TestHall, seed: int) -> None:
        self.hall, self.chance = hall, random.Random(seed)
        self.visits: list[str] = []
        self.done: list[str] = []
        for counter, officer in DESKS:
            hall.open(counter, officer)

    def act(self) -> None:
        name, act = self.chance.choice(self.acts())
        self.hall.clock.go_on(seconds=self.chance.randint(1, 90))
        try:
            act()
        except (WrongMove, NotFound, NotAllowed):
            return
        self.done.append(name)

    def acts(self) -> list[tuple[str, Callable[[], object]]]:
        centre, (counter, by) = self.hall.centre, self.chance.choice(DESKS)
        visit = self.chance.choice(self.visits[-12:]) if self.visits else "nobody"
        number = self.hall.number(visit) if self.visits else "A999"
        code = self.chance.choice(CODES)
        return [
            ("take", self.take),
            ("take", self.take),
            ("next", lambda: next_ticket(centre, counter, by)),
            ("next", lambda: next_ticket(centre, counter, by)),
            ("call", lambda: call_chosen(centre, counter, number, "khuyết tật", by)),
            ("recall", lambda: recall(centre, counter, by)),
            ("start", lambda: start(centre, counter, by)),
            ("start", lambda: start(centre, counter, by)),
            ("finish", lambda: self.finish(counter, by, code)),
            ("finish", lambda: self.finish(counter, by, code)),
            ("no_show", lambda: no_show(centre, counter, by)),
            ("hold", lambda: hold(centre, counter, HoldRequest(minutes=5), by)),
            ("resume", lambda: resume(centre, counter, number, by)),
            ("resume", lambda: resume(centre, counter, number, by)),
            ("transfer", lambda: self.transfer(counter, by)),
            ("stops", lambda: set_stops(centre, counter, self.some_fields(), by)),
            ("paper", self.enter_paper),
            ("undo", lambda: undo(centre, counter, by)),
            ("cancel", lambda: cancel(centre, visit, None, CHIEF)),
            ("reinstate", lambda: reinstate(centre, visit, None, CHIEF)),
            ("priority", lambda: change_priority(centre, visit, None, "không thuộc diện", by)),
            ("dossier", lambda: add_dossier(centre, visit, self.added(code), CHIEF)),
        ]

    def some_fields(self) -> list[str]:
        return self.chance.choices(["ho-tich", "dat-dai"], k=self.chance.randint(0, 3))

    def take(self) -> None:
        priority = self.chance.choice([None, None, "nguoi-cao-tuoi"])
        dossiers = self.chance.sample(CODES, self.chance.randint(0, 2))
        field = self.chance.choice(["ho-tich", "dat-dai"])
        purpose = self.chance.choice(["submit", "collect"])
        asked = {"priority": priority, "dossiers": dossiers, "purpose": purpose}
        self.visits.append(self.hall.take(field, **asked))

    def enter_paper(self) -> None:
        """A number handed out on paper, waiting or served."""
        number = f"A{self.chance.randint(500, 900)}"
        at = self.hall.centre.local_now()
        paper = {"field": "ho-tich", "number": number, "at": at}
        served = self.chance.random() < 0.5
        ticket = HandTicket.model_validate({**paper, "served": served})
        self.visits.append(enter_by_hand(self.hall.centre, ticket, CHIEF))

    def finish(self, counter: str, by: Actor, code: str) -> None:
        named = [{"code": code}] if self.chance.random() < 0.5 else []
        finish(self.hall.centre, counter, done(outcome="received", dossiers=named), by)

    def transfer(self, counter: str, by: Actor) -> None:
        place = self.chance.choice(["keep", "first", "last"])
        wish = TransferRequest(field=self.chance.choice(["ho-tich", "dat-dai"]), place=place)
        transfer(self.hall.centre, counter, wish, by)

    def added(self, code: str) -> DossierAdded:
        outcome = self.chance.choice([None, "received"])
        return DossierAdded.model_validate({"code": code, "outcome": outcome, "reason": "bổ sung"})


def told(hall: TestHall) -> list[str]:
    with hall.centre.store.reading() as tx:
        return list(disagreements(tx))


@given(seed=st.integers(0, 2**32))
@settings(max_examples=15)
def test_whatever_officers_do_the_log_tells_the_same_as_the_tables(
    small_config: Path, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    with open_hall(tmp_path_factory.mktemp("told"), small_config) as hall:
        play = Play(hall, seed)
        for _ in range(60):
            play.act()
        assert told(hall) == []


def test_the_play_does_everything_that_officers_do(small_config: Path, tmp_path: Path) -> None:
    with open_hall(tmp_path, small_config, trial=True) as hall:
        play = Play(hall, 1)
        for _ in range(2000):
            play.act()
        assert set(play.done) == {name for name, _ in play.acts()}
        assert told(hall) == []


@pytest.mark.parametrize(
    ("behind_its_back", "words"),
    [
        ("UPDATE stop SET state = 'no_show', counter = '1'", "stops differ"),
        ("UPDATE visit SET priority = 'mang-thai'", "priority differ"),
        ("UPDATE visit SET closed_at = issued_at", "closed differ"),
        ("UPDATE visit SET number = 'A777'", "A777"),
        ("DELETE FROM visit_dossier", "dossiers differ"),
    ],
)
def test_what_was_changed_behind_the_logs_back_is_named(
    hall: TestHall, behind_its_back: str, words: str
) -> None:
    hall.take(dossiers=[CODES[0]])
    assert told(hall) == []
    with hall.centre.store.transaction() as tx:
        tx.execute(behind_its_back)
    [fault] = told(hall)
    assert words in fault
