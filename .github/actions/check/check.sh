#!/usr/bin/env bash
# Runs the gate. Every input comes through the environment, so that no word of it is ever part of a command.
set -euo pipefail

paths=()
while IFS= read -r line; do
    [ -z "$line" ] || paths+=("$line")
done <<<"${PATHS:-.}"

report=${REPORT:-provenance-report}
mkdir -p -- "$report"
arguments=()
[ -z "${POLICY:-}" ] || arguments+=("--policy=$POLICY")
[ -z "${BASELINE:-}" ] || arguments+=("--baseline=$BASELINE")
[ -z "${SINCE:-}" ] || arguments+=("--since=$SINCE")
[ -z "${FAIL_ON:-}" ] || arguments+=("--fail-on=$FAIL_ON")
[ -z "${CACHE:-}" ] || arguments+=("--cache=$CACHE")
for name in lineage.html report.json report.sarif report.junit.xml report.github.txt report.md; do
    arguments+=("--output=$report/$name")
done

status=0
provenance check "${arguments[@]}" -- "${paths[@]}" || status=$?
# What could not be checked writes no report; the command has said why.
[ ! -f "$report/report.github.txt" ] || cat -- "$report/report.github.txt"
[ ! -f "$report/report.md" ] || cat -- "$report/report.md" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
printf 'report=%s\n' "${report//[$'\r\n']/}" >>"${GITHUB_OUTPUT:-/dev/null}"
exit "$status"
