# Sourced by the setup scripts: which Python there is, and a fresh environment made with it. PYTHON=... chooses the interpreter.

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
        "Elsewhere: set PYTHON=/path/to/python3.12 before the same command"
}

make_environment() { # FOLDER
    python=$(find_python)
    # Debian splits ensurepip from Python; without it venv fails halfway and leaves a folder without pip.
    if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        fail "$python has no venv or ensurepip, which Debian and Ubuntu ship apart." \
            "Install it and run this again: apt install python3-venv   (or python$version-venv)"
    fi
    "$python" -m venv --clear "$1"
}

install_pinned() { # FOLDER PIP-ARGUMENTS
    into=$1
    shift
    "$into/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary=:all: "$@"
}
