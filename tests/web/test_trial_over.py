"""When the trial is over, nothing of it opens anything any more."""

from __future__ import annotations

from pathlib import Path

import requests
from running import running_server

from server.actions.accounts import make_trial_sign_in
from server.store.times import instant

NOW = instant("2026-11-23T01:00:00.000Z")


def test_the_trials_sign_in_and_its_session_end_with_the_trial(
    small_config: Path, tmp_path: Path
) -> None:
    with running_server(tmp_path, small_config) as trial:
        with trial.database() as store:
            made = make_trial_sign_in(store, NOW)
        assert made is not None
        name, password = made
        trial.passwords[name] = password
        keeper = trial.sign_in(name)
        stays = trial.staff_here("lan")
        assert keeper.get("/session").status_code == 200
        trial.stop()
        at_work = trial.again(trial=False)
        try:
            body = {"username": name, "password": password}
            answer = requests.post(at_work.api("/login"), json=body, timeout=20)
            assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
            assert keeper.get("/session").status_code == 401
            assert stays.get("/session").status_code == 200
            chi = at_work.staff_here("chi", "admin")
            clock = chi.put("/trial/clock", {"now": "2026-11-23T08:00:00+07:00"})
            assert clock.status_code == 404
            assert "trial" not in requests.get(f"{at_work.url}/sign-in", timeout=20).text.lower()
        finally:
            at_work.stop()
