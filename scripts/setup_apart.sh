#!/bin/sh
# Makes .venv-NAME with what requirements/NAME.txt pins, apart from Enduse, which needs none of it: `wacz` (the public validator of WACZ
# files), `fuzz` (odd requests to the server), `spark-server` and `s3-server` (servers for tests of engines).
# Further words are packages that come as source, without compiled parts: `sh scripts/setup_apart.sh wacz surt`.
set -eu
cd "$(dirname "$0")/.."
. scripts/environment.sh
name=$1
shift
make_environment ".venv-$name"
sources=
for package; do
    sources="$sources --no-binary=$package"
done
# $sources is several words on purpose.
# shellcheck disable=SC2086
install_pinned ".venv-$name" $sources -r "requirements/$name.txt"
