"""Who may read the files: their owner only, for they hold what must not be told."""

from __future__ import annotations

from pathlib import Path

from running import running_server


def test_database_and_backup_are_readable_by_their_owner_only(
    tmp_path: Path, small_config: Path
) -> None:
    with running_server(tmp_path / "data", small_config) as server:
        server.take(server.enrol_here("kiosk", "k"), field="ho-tich")
        assert server.luot("backup", str(tmp_path / "copy.db")).returncode == 0
        files = [*(tmp_path / "data").glob("luot.db*"), tmp_path / "copy.db"]
        assert len(files) >= 3
        assert not [path.name for path in files if path.stat().st_mode & 0o077]
