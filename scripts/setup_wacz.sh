#!/bin/sh
# Makes .venv-wacz: the public validator of WACZ files, pinned, apart from Enduse: it needs some fifty packages that Enduse does not.
# One of them (surt) comes as source without compiled parts.
set -eu
cd "$(dirname "$0")/.."
folder=${1:-.venv-wacz}
python=
for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    if "$candidate" -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "setup: no Python 3.11 or newer with venv found; PYTHON=/path/to/python3.12 make test-wacz" >&2
    exit 1
fi
"$python" -m venv --clear "$folder"
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary=:all: --no-binary=surt \
    -r requirements/wacz.txt
