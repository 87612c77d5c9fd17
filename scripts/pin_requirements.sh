#!/bin/sh
# Pins requirements/*.in to requirements/*.txt with hashes for every platform and Python 3.11 to 3.13. Needs `uv` on the path.
# Addresses of registries are left out on purpose: whoever installs uses the index they trust.
set -eu
cd "$(dirname "$0")/../requirements"
export UV_PYTHON_DOWNLOADS=never

pin() {
    name=$1
    shift
    uv pip compile "$name.in" --output-file "$name.txt" --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --custom-compile-command "sh scripts/pin_requirements.sh" --quiet "$@"
}

pin runtime "$@"
pin build --constraints runtime.txt "$@"
pin dev --constraints runtime.txt --constraints build.txt "$@"
pin serve --constraints dev.txt "$@"
pin ocr --constraints dev.txt "$@"
pin splink --constraints dev.txt "$@"
pin dask --constraints dev.txt "$@"
pin spark --constraints dev.txt "$@"
pin sail --constraints dev.txt --constraints spark.txt "$@"
pin spark-server "$@"
pin s3-server "$@"
pin peers "$@"
pin fuzz "$@"
pin wacz "$@"
