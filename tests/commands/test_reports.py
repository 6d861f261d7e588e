"""``luot reports rebuild``: everything counted anew, from the log."""

from __future__ import annotations

from pathlib import Path

from hall import open_hall
from running import luot

from server.actions.counting import EVER, bring_up_to_date


def figures(data: Path, config: Path) -> list[dict[str, object]]:
    with open_hall(data, config) as hall, hall.centre.store.looking() as tx:
        return tx.rows("SELECT span, cut, key, queued FROM figure ORDER BY span, cut, key")


def test_what_was_counted_and_lost_is_counted_anew(small_config: Path, tmp_path: Path) -> None:
    with open_hall(tmp_path, small_config) as hall:
        hall.take()
        bring_up_to_date(hall.centre, *EVER)
        before = figures(tmp_path, small_config)
        with hall.centre.store.transaction() as tx:
            tx.execute("UPDATE figure SET queued = 99")
    done = luot("reports", "rebuild", "--config", str(small_config), "--data", str(tmp_path))
    assert (done.returncode, done.stdout) == (0, "counted 1 days anew\n")
    assert figures(tmp_path, small_config) == before != []


def test_another_centres_database_is_left_alone(
    corners_config: Path, small_config: Path, tmp_path: Path
) -> None:
    with open_hall(tmp_path, small_config):
        pass
    done = luot("reports", "rebuild", "--config", str(corners_config), "--data", str(tmp_path))
    assert done.returncode == 1
    assert "'goc'" in done.stderr
