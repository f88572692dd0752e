# Sourced by the other scripts; sets `root` (the checkout) and defines `environment`. POSIX sh.

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)

fail() { # MESSAGE HINT
    printf 'error: %s\nhint: %s\n' "$1" "$2" >&2
    exit 2
}

# environment FOLDER EXTRAS: sets `venv` to a virtual environment in the checkout that holds the package with these
# extras. It is made when first needed, and anew when pyproject.toml, the sources to compile, the interpreter or the
# place has changed.
# With VENV set in the environment, that one is used as it stands and nothing is installed.
environment() {
    if [ -n "${VENV:-}" ]; then
        venv=$VENV
        return
    fi
    python=${PYTHON:-python3}
    command -v "$python" >/dev/null 2>&1 ||
        fail "there is no $python here" "install Python 3.11 or later, or name one: PYTHON=/path/to/python3 $0"
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        fail "$("$python" -V 2>&1) is too old: Python 3.11 or later is needed" "name another: PYTHON=python3.12 $0"
    venv=$root/$1
    stamp=$("$python" -VV && printf '%s %s ' "$venv" "$2" &&
        cat "$root/pyproject.toml" "$root"/provenance/kernels/*.c "$root"/provenance/kernels/native/*.h | cksum)
    [ -f "$venv/stamp" ] && [ "$(cat "$venv/stamp")" = "$stamp" ] && return
    printf 'Preparing %s (only this once) ...\n' "$1" >&2
    rm -rf -- "$venv"
    "$python" -m venv "$venv" >&2 ||
        fail "$python could not make a virtual environment" "on Debian and Ubuntu: apt-get install python3-venv"
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check --editable "$root$2" >&2 ||
        fail "the installation did not succeed" "it needs a network, to fetch packages from the package index"
    printf '%s\n' "$stamp" >"$venv/stamp"
}

# interpret ARGUMENT...: runs the interpreter of the environment that was set last.
interpret() {
    "$venv/bin/python" "$@"
}
