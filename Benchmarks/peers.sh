#!/bin/sh
# Installs what ingest is compared with into a virtual environment of Python: sh Benchmarks/peers.sh FOLDER
set -eu
python3 -m venv "$1"
"$1/bin/pip" install --quiet duckdb sqlite-utils
