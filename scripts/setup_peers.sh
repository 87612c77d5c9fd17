#!/bin/sh
# Makes .venv-peers: what Enduse's name matching is measured against, pinned, apart from Enduse itself. A second environment, because
# nomenklatura pins other versions. PyICU comes as source: without a C++ compiler and the headers of ICU only rapidfuzz is installed, and
# the benchmark says so for each peer that is missing.
set -eu
cd "$(dirname "$0")/.."
folder=${1:-.venv-peers}

python=
for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    if "$candidate" -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "setup: no Python 3.11 or newer with venv found; PYTHON=/path/to/python3.12 make bench-peers" >&2
    exit 1
fi
"$python" -m venv --clear "$folder"

install() {
    "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary=:all: --no-binary=pyicu -r "$1"
}

if install requirements/peers.txt; then
    exit 0
fi
echo "setup: nomenklatura could not be installed; the message above says why. PyICU needs a C++ compiler and the headers of ICU" >&2
echo "       (on Debian and Ubuntu: apt install g++ pkg-config libicu-dev). Going on with rapidfuzz alone." >&2
some=$folder/rapidfuzz.txt
awk '/^rapidfuzz==/ { on = 1 } on { print } on && !/\\$/ { exit }' requirements/peers.txt >"$some"
install "$some" || echo "setup: rapidfuzz could not be installed either; only Enduse is measured." >&2
