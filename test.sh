#!/usr/bin/env bash
# Everything that must hold before a change is handed in: format, build with warnings as errors, all tests.
# Changes no file that is under version control. The last line is always "N passed, N failed, N skipped".
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
exec </dev/null

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export TESTINGPLATFORM_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1

passed=0
failed=0
skipped=0
finished=no

# Printed however the script ends, so that whoever reads the last line is never left without one.
finish() {
  [ "$finished" = yes ] || failed=$((failed + 1))
  [ $((passed + failed)) -gt 0 ] || failed=1
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" -eq 0 ]
  exit $?
}
trap finish EXIT
trap 'exit 1' INT TERM

say() { printf '%s\n' "== $*"; }

give_up() {
  say "FAILED: $*"
  failed=$((failed + 1))
  finished=yes
  exit 1
}

# wants NAME PACKAGE WHAT-FOR: NAME is there, or apt installs PACKAGE, or the tests that need it skip and say so.
wants() {
  local name=$1 package=$2 purpose=$3
  have "$name" && return
  if [ "$(id -u)" -ne 0 ]; then
    say "skipped: $purpose, as $name is not installed and only root may install it (apt-get install $package)"
    return
  fi
  if ! command -v apt-get >/dev/null 2>&1; then
    say "skipped: $purpose, as $name is not installed and there is no apt-get to install it with"
    return
  fi
  say "installing $package for $purpose"
  local log
  log=$(mktemp)
  if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package"; } \
    >"$log" 2>&1 || ! have "$name"; then
    tail -n 5 "$log"
    say "skipped: $purpose, as apt-get could not install $package"
  fi
  rm -f "$log"
}

# Debian keeps the server's programs off the PATH, in a folder per version.
have() { command -v "$1" >/dev/null 2>&1 || compgen -G "/usr/lib/postgresql/*/bin/$1" >/dev/null; }

command -v dotnet >/dev/null 2>&1 || give_up "no 'dotnet' on the PATH; install the .NET SDK that global.json names"
wants postgres postgresql "the tests of the shared ledger on PostgreSQL"

say "format"
dotnet tool restore --verbosity quiet || give_up "the tools of .config/dotnet-tools.json could not be restored"
dotnet csharpier check . || give_up "format; run 'dotnet csharpier format .' and look at the difference"

say "build"
dotnet build Parley.slnx -c Release -warnaserror -nodeReuse:false -v quiet || give_up "build"

reports=$PWD/artifacts/test-results
rm -rf "$reports"
mkdir -p "$reports"

# count WORD REPORT: a figure of the report's summary; nothing when it is not there.
count() { tr -d '\n' <"$2" | grep -o '"summary":{[^}]*}' | head -n 1 | sed -n 's/.*"'"$1"'": *\([0-9][0-9]*\).*/\1/p'; }

for project in test/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  report=$reports/$name.json
  say "test $name"
  dotnet run --no-build -c Release --project "$project" -- -noLogo -noColor -noAutoReporters -result-ctrf "$report"
  code=$?
  if [ ! -s "$report" ]; then
    say "FAILED: $name ended with exit code $code and left no report"
    failed=$((failed + 1))
    continue
  fi
  total=$(count tests "$report")
  p=$(count passed "$report")
  f=$(count failed "$report")
  s=$(count skipped "$report")
  if [ -z "$total" ] || [ -z "$p" ] || [ -z "$f" ] || [ -z "$s" ]; then
    say "FAILED: the report of $name cannot be read: $report"
    failed=$((failed + 1))
    continue
  fi
  other=$((total - p - f - s))
  if [ "$total" -eq 0 ]; then
    say "FAILED: $name ran no test"
    f=1
  elif [ "$other" -ne 0 ]; then
    say "FAILED: $name has $other tests that neither passed, failed nor were skipped"
    f=$((f + other))
  elif [ "$code" -ne 0 ] && [ "$f" -eq 0 ]; then
    say "FAILED: $name ended with exit code $code although no test failed; its output above says why"
    f=1
  fi
  passed=$((passed + p))
  failed=$((failed + f))
  skipped=$((skipped + s))
done
finished=yes
