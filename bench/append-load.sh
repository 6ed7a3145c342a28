#!/usr/bin/env bash
# Several processes append to one ledger, one record at a time, each durable before the next; every record must be
# acknowledged. On SQLite, and on PostgreSQL where it is installed.
# Usage: bench/append-load.sh [PROCESSES] [RECORDS]   (default 4 processes of 1000 records)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
processes=${1:-4}
records=${2:-1000}

dotnet build test/Parley.Tests.Worker -c Release -v quiet -nodeReuse:false >&2
worker=$(find test/Parley.Tests.Worker/bin/Release -name Parley.Tests.Worker.dll | head -n 1)
folder=$(mktemp -d)
cluster=
finish() {
  [ -z "$cluster" ] || owner "$cluster/pg_ctl" stop -D "$folder/data" -m immediate >/dev/null || true
  rm -rf "$folder"
}
trap finish EXIT

# PostgreSQL refuses to run as root.
owner() { if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

run() {
  local name=$1 connection=$2 start end
  dotnet "$worker" append "$connection" 1 warm >/dev/null
  start=$(date +%s%N)
  for p in $(seq "$processes"); do
    dotnet "$worker" append "$connection" "$records" "p$p" >"$folder/$name-$p" &
  done
  wait
  end=$(date +%s%N)
  local said wanted=$((processes * records)) took=$(((end - start) / 1000000))
  said=$(cat "$folder/$name"-* | wc -l)
  printf '| %-10s | %9d | %12d | %5d | %10d |\n' "$name" "$wanted" "$said" "$took" $((wanted * 1000 / took))
  [ "$said" -eq "$wanted" ]
}

printf '%s, %s processors, %s, %s processes\n\n' \
  "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" "$(date -u +%F)" "$processes"
echo '| store      |  appended | acknowledged |    ms | per second |'
echo '| ---------- | --------: | -----------: | ----: | ---------: |'
run sqlite "$folder/ledger.db"

programs=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -n 1 || true)
if [ -n "$programs" ]; then
  [ "$(id -u)" -ne 0 ] || chown postgres "$folder"
  owner "$programs/initdb" -D "$folder/data" -U postgres --auth=trust --encoding=UTF8 --locale=C >/dev/null
  cluster=$programs
  owner "$programs/pg_ctl" start -w -D "$folder/data" -l "$folder/data/log" \
    -o "-k $folder -c listen_addresses=" >/dev/null
  run postgresql "Host=$folder;Username=postgres;Database=postgres"
fi
