#!/bin/sh
# Makes .venv-peers: what Enduse's name matching is measured against, pinned, apart from Enduse itself. A second environment, because
# nomenklatura pins other versions. PyICU comes as source: without a C++ compiler and the headers of ICU only rapidfuzz is installed, and
# the benchmark says so for each peer that is missing.
set -eu
cd "$(dirname "$0")/.."
. scripts/environment.sh
folder=${1:-.venv-peers}

make_environment "$folder"

install() {
    install_pinned "$folder" --no-binary=pyicu -r "$1"
}

if install requirements/peers.txt; then
    exit 0
fi
echo "setup: nomenklatura could not be installed; the message above says why. PyICU needs a C++ compiler and the headers of ICU" >&2
echo "       (on Debian and Ubuntu: apt install g++ pkg-config libicu-dev). Going on with rapidfuzz alone." >&2
some=$folder/rapidfuzz.txt
awk '/^rapidfuzz==/ { on = 1 } on { print } on && !/\\$/ { exit }' requirements/peers.txt >"$some"
install "$some" || echo "setup: rapidfuzz could not be installed either; only Enduse is measured." >&2
