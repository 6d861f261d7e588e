"""What the kiosk knows of its centre."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from fake_centre import a_centre

from kiosk.news import Link, News
from server.messages import KioskSnapshot


def snapshot(seq: int, name: str = "một", epoch: str = "e1") -> KioskSnapshot:
    return KioskSnapshot.model_validate({"seq": seq, "epoch": epoch, "centre": a_centre(name=name)})


def name_of(news: News) -> str | None:
    centre = news.now().centre
    return centre.name if centre else None


def test_an_older_snapshot_changes_nothing() -> None:
    news = News()
    news.apply(snapshot(5, "mới"))
    news.apply(snapshot(4, "cũ"))
    assert name_of(news) == "mới"


def test_a_restored_backup_is_taken_although_its_sequence_is_lower() -> None:
    news = News()
    news.apply(snapshot(5, "trước"))
    news.apply(snapshot(2, "sau", epoch="e2"))
    assert name_of(news) == "sau"


def test_any_snapshot_shows_that_the_server_is_there() -> None:
    news = News()
    news.apply(snapshot(5))
    news.link_is(Link.DOWN)
    news.apply(snapshot(5))
    assert news.now().link is Link.UP


def test_the_centre_stays_known_while_the_line_is_down() -> None:
    news = News()
    news.apply(snapshot(5, "vẫn biết"))
    news.link_is(Link.DOWN)
    assert name_of(news) == "vẫn biết"


def test_who_waits_hears_of_a_change() -> None:
    news = News()
    version = news.now().version
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(news.after, version, 30)
        news.apply(snapshot(1))
        assert waiting.result().link is Link.UP


def test_nobody_waits_for_ever() -> None:
    news = News()
    assert news.after(news.now().version, 0.01).link is Link.CONNECTING


def test_a_new_run_never_has_an_old_runs_version() -> None:
    assert News().now().version != News().now().version
