#!/bin/sh
# The checks that run no test: style, types, direction of imports.
set -eu
"$BIN/ruff" check .
"$BIN/ruff" format --check .
"$BIN/mypy"
"$BIN/lint-imports"
