# The tests in two processes side by side, one for each core: what starts servers and commands, and all else. Which tests
# share a process is fixed, so that a failure here is a failure anywhere.
set -eu
servers="tests/api tests/cli tests/packaging tests/work"
ignored=$(for folder in $servers; do printf -- '--ignore=%s ' "$folder"; done)
log=$(mktemp)
trap 'rm -f "$log"' EXIT
run() { COVERAGE_FILE=".coverage.$1" "$BIN/pytest" -m "not slow" --cov --cov-report= --cov-fail-under=0 -o "cache_dir=.pytest_cache/$1" $2; }

rm -f .coverage .coverage.*
echo "two processes; the one that starts servers and commands is shown once it has ended" >&2
run servers "$servers" >"$log" 2>&1 &
first=$!
failed=0
run rest "$ignored" || failed=1
wait "$first" || failed=1
cat "$log"
"$BIN/coverage" combine --quiet .coverage.servers .coverage.rest
"$BIN/coverage" report || failed=1
exit "$failed"
