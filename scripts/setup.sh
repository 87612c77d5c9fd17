#!/bin/sh
# Makes .venv in the checkout: `sh scripts/setup.sh runtime` to run Enduse, `sh scripts/setup.sh dev` to work on it; `ocr`, `serve` and `splink` add
# an optional extra to what is there, `ocr-dev` and `splink-dev` make an environment with it and the tests; `dask-dev` and `spark-dev` are for engines on other machines,
# which never share an environment. A second word names another folder than .venv.
# Needs Python 3.11 or newer with venv, and a package index that pip already knows. PYTHON=... chooses the interpreter.
set -eu
cd "$(dirname "$0")/.."
. scripts/environment.sh
kind=${1:-runtime}
folder=${2:-.venv}

case $kind in
    runtime) files="-r requirements/runtime.txt -r requirements/build.txt" ;;
    dev) files="-r requirements/dev.txt" ;;
    ocr) files="-r requirements/runtime.txt -r requirements/build.txt -r requirements/ocr.txt" ;;
    serve) files="-r requirements/runtime.txt -r requirements/build.txt -r requirements/serve.txt" ;;
    splink) files="-r requirements/runtime.txt -r requirements/build.txt -r requirements/splink.txt" ;;
    ocr-dev) files="-r requirements/dev.txt -r requirements/ocr.txt" ;;
    splink-dev) files="-r requirements/dev.txt -r requirements/splink.txt" ;;
    dask-dev) files="-r requirements/dev.txt -r requirements/dask.txt" ;;
    spark-dev) files="--no-binary=pyspark-client -r requirements/dev.txt -r requirements/spark.txt -r requirements/sail.txt" ;;
    *) fail "unknown kind '$kind'; expected runtime, dev, ocr, serve, splink, ocr-dev, splink-dev, dask-dev or spark-dev" ;;
esac

# An environment whose interpreter is gone, or that came along when the folder was moved, is made anew.
if ! usable "$folder/bin/python" || { [ -f "$folder/made-in" ] && [ "$(cat "$folder/made-in")" != "$PWD" ]; }; then
    make_environment "$folder"
    pwd >"$folder/made-in"
fi

# $files is several words on purpose.
# shellcheck disable=SC2086
install_pinned "$folder" $files ||
    fail "pip could not install the pinned packages; its message is above." \
        "Without a network: put the wheels in a folder and run PIP_FIND_LINKS=folder PIP_NO_INDEX=1 make setup"
# The checkout itself, editable; its build tool is among the pinned packages, so pip fetches nothing here.
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
# Compiled once: where Python may not write what it compiled (PYTHONDONTWRITEBYTECODE), every process of a build would do it again.
"$folder/bin/python" -m compileall -q -j 0 src
