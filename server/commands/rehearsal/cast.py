"""Who plays: kiosks, a board, an integration and officers, enrolled in the server's database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from server.actions.accounts import make_player
from server.actions.devices import enrol_device, revoke
from server.commands.data import opened
from server.commands.errors import CommandFailed
from server.messages import DeviceKind
from server.settings import CentreSettings, PostSettings
from server.store import Store

PREFIX = "dien-tap-"  # diễn tập: rehearsal
NUMBERS_A_KIOSK = 300
"""A server gives one kiosk 600 numbers a minute; a fast rehearsal plays a day in less."""


@dataclass(frozen=True)
class Cast:
    """Device names to tokens, and posts to sign-ins (name and password)."""

    kiosks: Mapping[str, str]
    board: str
    integration: str
    officers: Mapping[str, tuple[str, str]]


@contextmanager
def enrolled(data: Path, centre: CentreSettings, visits: int) -> Iterator[Cast]:
    """The cast of a rehearsal; their devices are revoked at the end.

    The accounts made are of the kind that works on trial servers only.  Raises ``CommandFailed``.
    """
    kiosks = [f"{PREFIX}kiosk-{at + 1}" for at in range(how_many_kiosks(centre, visits))]
    board, integration = f"{PREFIX}board", f"{PREFIX}integration"
    with opened(data) as store:
        _must_be_of(store, centre)
        cast = Cast(
            kiosks={name: _token(store, DeviceKind.KIOSK, name) for name in kiosks},
            board=_token(store, DeviceKind.BOARD, board),
            integration=_token(store, DeviceKind.INTEGRATION, integration),
            officers={post.id: _sign_in(store, post) for post in posts_of(centre)},
        )
        try:
            yield cast
        finally:
            for name in [*kiosks, board, integration]:
                revoke(store, name, _now())


def posts_of(centre: CentreSettings) -> list[PostSettings]:
    """The officers' posts; a centre without a staff plan gets one for each counter."""
    return centre.posts or [
        PostSettings(
            id=f"quay-{counter.id}",
            name=counter.name,
            agency=centre.agencies[0].id,
            counters=[counter.id],
        )
        for counter in centre.counters
    ]


def how_many_kiosks(centre: CentreSettings, visits: int) -> int:
    """One in each zone, and more when many people come."""
    return max(len(centre.zones), -(-visits // NUMBERS_A_KIOSK))


def _must_be_of(store: Store, centre: CentreSettings) -> None:
    if store.centre != centre.id:
        raise CommandFailed(
            f"{store.path} is of centre {store.centre!r}, --config of {centre.id!r}: give both of "
            f"the same centre"
        )


def _token(store: Store, kind: DeviceKind, name: str) -> str:
    return enrol_device(store, kind, name, _now())


def _sign_in(store: Store, post: PostSettings) -> tuple[str, str]:
    name = f"{PREFIX}{post.id}"[:64]
    return name, make_player(store, name, _now())


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
