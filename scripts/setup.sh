#!/bin/sh
# Makes .venv in the checkout: `sh scripts/setup.sh runtime` to run Enduse, `sh scripts/setup.sh dev` to work on it.
# Needs Python 3.11 or newer with venv, and a package index that pip already knows. PYTHON=... chooses the interpreter.
set -eu
cd "$(dirname "$0")/.."
kind=${1:-runtime}

fail() {
    printf 'setup: %s\n' "$@" >&2
    exit 1
}

usable() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if usable "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    fail "no Python 3.11 or newer found (tried: ${PYTHON:-python3 python3.13 python3.12 python3.11})." \
        "On Debian 12 or later and Ubuntu 24.04 or later: apt install python3 python3-venv" \
        "Elsewhere: PYTHON=/path/to/python3.12 make setup"
}

make_environment() {
    python=$(find_python)
    # Debian splits ensurepip from Python; without it venv fails halfway and leaves a folder without pip.
    if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        fail "$python has no venv or ensurepip, which Debian and Ubuntu ship apart." \
            "Install it and run this again: apt install python3-venv   (or python$version-venv)"
    fi
    "$python" -m venv --clear .venv
}

case $kind in
    runtime) files="-r requirements/runtime.txt -r requirements/build.txt" ;;
    dev) files="-r requirements/dev.txt" ;;
    *) fail "unknown kind '$kind'; expected runtime or dev" ;;
esac

# An environment whose interpreter is gone, or that came along when the folder was moved, is made anew.
if ! usable .venv/bin/python || { [ -f .venv/made-in ] && [ "$(cat .venv/made-in)" != "$PWD" ]; }; then
    make_environment
    pwd >.venv/made-in
fi

# $files is several words on purpose.
# shellcheck disable=SC2086
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary=:all: $files ||
    fail "pip could not install the pinned packages; its message is above." \
        "Without a network: put the wheels in a folder and run PIP_FIND_LINKS=folder PIP_NO_INDEX=1 make setup"
# The checkout itself, editable; its build tool is among the pinned packages, so pip fetches nothing here.
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
