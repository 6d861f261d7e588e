"""The company of a rehearsal: everybody with their session, ready to begin."""

from __future__ import annotations

from dataclasses import dataclass

from server.commands.errors import CommandFailed
from server.commands.rehearsal.cast import Cast, posts_of
from server.commands.rehearsal.kiosks import Kiosk
from server.commands.rehearsal.officers import Officer
from server.commands.rehearsal.stage import Stage
from server.commands.rehearsal.wire import Caller, Refusals
from server.messages import CounterAnswer


@dataclass(frozen=True)
class Company:
    """Kiosks and officers by name; ``desk`` is one officer's session, for questions."""

    kiosks: dict[str, Kiosk]
    officers: list[Officer]
    desk: Caller

    def given(self) -> set[str]:
        """The visits whose numbers were acknowledged."""
        return set().union(*(kiosk.given for kiosk in self.kiosks.values()))


def gathered(cast: Cast, stage: Stage, server_url: str, refusals: Refusals) -> Company:
    """Sign everybody in; raises ``CommandFailed`` when somebody else is at a counter."""
    desks = {post: Caller(server_url, name, refusals) for post, (name, _) in cast.officers.items()}
    for post, sign_in in cast.officers.items():  # one by one: a password's check is slow on purpose
        desks[post].sign_in(*sign_in)
    desk = next(iter(desks.values()))
    _must_be_closed(desk)
    kiosks = {
        name: Kiosk(Caller(server_url, name, refusals, token), stage)
        for name, token in cast.kiosks.items()
    }
    officers = [Officer(post, desks[post.id], stage) for post in posts_of(stage.centre)]
    return Company(kiosks, officers, desk)


def _must_be_closed(desk: Caller) -> None:
    for item in desk.get("/counters")["items"]:
        counter = CounterAnswer.model_validate(item)
        if counter.state != "closed":
            raise CommandFailed(
                f"counter {counter.number} is {counter.state} ({counter.officer}): close every "
                f"counter before a rehearsal; a supervisor may"
            )
