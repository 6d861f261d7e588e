#!/bin/sh
# Finds a Python that fits and hands over to tools/set_up.py:  tools/set_up.sh everything|run|test|lint
# A virtual environment that was made in this folder is used as it is (delete .venv to change its
# Python); else PYTHON=… decides, else the machine's own python3 when it fits, else a newer one.
set -eu
cd "$(dirname "$0")/.."

fits='import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))'

if .venv/bin/python -m tools.python_environment 2>/dev/null; then
    exec .venv/bin/python -m tools.set_up "$@"
fi
for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    if "$candidate" -c "$fits" 2>/dev/null; then
        exec "$candidate" -m tools.set_up "$@"
    fi
done
if [ -n "${PYTHON:-}" ]; then
    echo "set-up: PYTHON=$PYTHON is not a Python from 3.11 to 3.13 that runs here" >&2
else
    echo "set-up: no Python from 3.11 to 3.13 found; on Debian 12 or Ubuntu 24.04: apt-get install python3 python3-venv" >&2
fi
exit 1
