#!/bin/sh
# Serves a built case and lets schemathesis draw requests from its OpenAPI description: valid ones, and ones bent away from it. Fails on a
# server error, or on an answer that is not as described. `make fuzz-server` has everything ready; BIN and FUZZ name the environments.
set -eu
cd "$(dirname "$0")/.."
case=${1:-examples/surveillance-trade}
bin=${BIN:-.venv/bin}
fuzz=${FUZZ:-.venv-fuzz/bin}
log=$(mktemp)
"$bin/python" -c 'from enduse.cli.main import main; main()' serve "$case" --port 0 --on 2021-06-01 --json >"$log" &
server=$!
trap 'kill $server; rm -f "$log"' EXIT
while ! grep -q address "$log"; do
    kill -0 $server
    sleep 1
done
address=$(sed 's/.*"address":"\([^"]*\)".*/\1/' "$log")
"$fuzz/schemathesis" run "${address}openapi.json" --phases "${PHASES:-examples,coverage,fuzzing}" --max-examples "${EXAMPLES:-280}" \
    --checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance \
    --continue-on-failure --suppress-health-check all --seed 1
