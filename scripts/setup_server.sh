#!/bin/sh
# Makes .venv-NAME with a server for tests, pinned in requirements/NAME.txt and apart from Enduse: `spark-server` or `s3-server`.
set -eu
cd "$(dirname "$0")/.."
name=$1
folder=.venv-$name

python=
for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    if "$candidate" -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "setup: no Python 3.11 or newer with venv found; PYTHON=/path/to/python3.12 make test-engines" >&2
    exit 1
fi
"$python" -m venv --clear "$folder"
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary=:all: --no-binary=pyspark \
    -r "requirements/$name.txt"
