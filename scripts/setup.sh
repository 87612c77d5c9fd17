#!/bin/sh
# Makes .venv in the checkout: `sh scripts/setup.sh runtime` to run Enduse, `sh scripts/setup.sh dev` to work on it; `ocr` and `serve` add an
# optional extra to what is there, `ocr-dev` makes an environment with everything; `dask-dev` and `spark-dev` are for engines on other machines,
# which never share an environment. A second word names another folder than .venv.
# Needs Python 3.11 or newer with venv, and a package index that pip already knows. PYTHON=... chooses the interpreter.
set -eu
cd "$(dirname "$0")/.."
kind=${1:-runtime}
folder=${2:-.venv}

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
    "$python" -m venv --clear "$folder"
}

case $kind in
    runtime) files="-r requirements/runtime.txt -r requirements/build.txt" ;;
    dev) files="-r requirements/dev.txt" ;;
    ocr) files="-r requirements/runtime.txt -r requirements/build.txt -r requirements/ocr.txt" ;;
    serve) files="-r requirements/runtime.txt -r requirements/build.txt -r requirements/serve.txt" ;;
    ocr-dev) files="-r requirements/dev.txt -r requirements/ocr.txt" ;;
    dask-dev) files="-r requirements/dev.txt -r requirements/dask.txt" ;;
    spark-dev) files="--no-binary=pyspark-client -r requirements/dev.txt -r requirements/spark.txt -r requirements/sail.txt" ;;
    *) fail "unknown kind '$kind'; expected runtime, dev, ocr, serve, ocr-dev, dask-dev or spark-dev" ;;
esac

# An environment whose interpreter is gone, or that came along when the folder was moved, is made anew.
if ! usable "$folder/bin/python" || { [ -f "$folder/made-in" ] && [ "$(cat "$folder/made-in")" != "$PWD" ]; }; then
    make_environment
    pwd >"$folder/made-in"
fi

# $files is several words on purpose.
# shellcheck disable=SC2086
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary=:all: $files ||
    fail "pip could not install the pinned packages; its message is above." \
        "Without a network: put the wheels in a folder and run PIP_FIND_LINKS=folder PIP_NO_INDEX=1 make setup"
# The checkout itself, editable; its build tool is among the pinned packages, so pip fetches nothing here.
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
