#!/usr/bin/env bash
# Whole processes, from the shell and back: what somebody waits for who types a command.
# Usage: bench/cold-start.sh [RUNS]   (default 10, after one run to warm the disk cache)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
runs=${1:-10}
day=2025-06-09

# Built beforehand, so that no run pays for it.
./parley --version >/dev/null

# measure COMMAND…: prints minimum, median and maximum in milliseconds.
measure() {
  "$@" >/dev/null
  for _ in $(seq "$runs"); do
    local start end
    start=$(date +%s%N)
    "$@" >/dev/null
    end=$(date +%s%N)
    echo $(((end - start) / 1000000))
  done | sort -n | {
    mapfile -t sorted
    local n=${#sorted[@]}
    echo "${sorted[0]} $(((sorted[(n - 1) / 2] + sorted[n / 2]) / 2)) ${sorted[n - 1]}"
  }
}

row() {
  local name=$1
  shift
  local low middle high
  read -r low middle high < <(measure "$@")
  base=${base:-$middle}
  printf '| %-32s | %5d | %6d | %5d | %3d.%d |\n' "$name" "$low" "$middle" "$high" \
    $((middle / base)) $((middle * 10 / base % 10))
}

printf '%s, %s processors, %s, .NET %s, %s runs each\n\n' \
  "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" "$(date -u +%F)" \
  "$(dotnet --list-runtimes | sed -n 's/^Microsoft.NETCore.App \([^ ]*\).*/\1/p' | tail -n 1)" "$runs"
echo '| command                          |   min | median |   max | ratio |'
echo '| -------------------------------- | ----: | -----: | ----: | ----: |'
row 'parley --version' ./parley --version
row 'parley brief, text' ./parley brief --on "$day" --known "$day"
row 'parley brief, markdown' ./parley brief --on "$day" --known "$day" --format markdown
row 'parley brief, json' ./parley brief --on "$day" --known "$day" --json
row 'parley brief --since' ./parley brief --on 2025-06-12 --known 2025-06-12 --since "$day"
row 'parley ledger show' ./parley ledger show C-GVA-CN3R --on "$day" --known "$day"
row 'parley data verify' ./parley data verify
