#!/usr/bin/env bash
# Installs what is missing, builds everything, runs every test. The last line is always "N passed, N failed".
# Needs the .NET 10 SDK and, where something has to be installed, Debian's apt-get.
set -euo pipefail
cd "$(dirname "$0")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
export HOME=${HOME:-$PWD/artifacts/home} # dotnet and NuGet refuse to work without one
export MSBUILDDISABLENODEREUSE=1 # build nodes that stay behind would hold a pipe open that reads our output

results=artifacts/test-results
seconds_per_project=900
passed=0 failed=0 skipped=0

main() {
  mkdir -p "$HOME"
  install_missing
  build
  run_all_projects
  sum_up
}

say() { printf '== %s\n' "$*"; }

# A step that cannot go on counts as one failure.
give_up() {
  printf '%s\n' "$*" >&2
  failed=$((failed + 1))
  exit 1
}

last_line() {
  local status=$?
  jobs -rp | xargs -r kill
  if ((status != 0 && failed == 0)); then failed=1; fi
  printf '%d passed, %d failed\n' "$passed" "$failed"
  exit $((failed > 0))
}

install_missing() {
  command -v dotnet >/dev/null || give_up "The .NET SDK 10 is missing; see https://dotnet.microsoft.com/download or your distribution's package dotnet-sdk-10.0."

  local packages=()
  has_postgres_server || packages+=(postgresql)
  has_pgbouncer || packages+=(pgbouncer)
  has_c_toolchain || packages+=(gcc libc6-dev)
  [[ -e /usr/include/zlib.h ]] || packages+=(zlib1g-dev)
  if ((${#packages[@]} == 0)); then
    say "PostgreSQL server, PgBouncer, C toolchain and zlib1g-dev are there; nothing to install"
    return
  fi

  command -v apt-get >/dev/null || give_up "Missing: ${packages[*]} (Debian's names), and there is no apt-get to install them with; install them by other means and start again."
  local as_root=()
  if ((EUID != 0)); then
    command -v sudo >/dev/null || give_up "Missing: ${packages[*]}; run 'apt-get install ${packages[*]}' as root (there is no sudo here) and start again."
    as_root=(sudo)
  fi
  say "Installing with apt-get: ${packages[*]} (the tests start their own PostgreSQL and PgBouncer; Native AOT links with the C toolchain and zlib)"
  "${as_root[@]}" apt-get update -q || say "apt-get update failed; going on with the package lists that are there"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${packages[@]}" \
    || give_up "apt-get could not install: ${packages[*]}."
}

# Where the tests look too: tests/TypedTasks.TestServer/PostgresBinaries.cs.
has_postgres_server() {
  [[ -n ${TYPEDTASKS_PG_BIN:-} ]] && return
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && return
  command -v pg_config >/dev/null && [[ -x $(pg_config --bindir)/initdb ]]
}

# Where the tests look too: tests/TypedTasks.TestServer/PgBouncer.cs.
has_pgbouncer() {
  local place
  for place in /usr/sbin /usr/bin /usr/local/bin; do [[ -x $place/pgbouncer ]] && return; done
  return 1
}

has_c_toolchain() {
  command -v clang >/dev/null || command -v gcc >/dev/null
}

build() {
  say "Building TypedTasks.sln (Release, warnings are errors)"
  dotnet build TypedTasks.sln -c Release -warnaserror -v quiet -nologo -clp:NoSummary || give_up "The build failed; no test was run."
}

run_all_projects() {
  local projects=(tests/*.Tests) at_once
  at_once=$(nproc)
  say "Running ${#projects[@]} test projects, $at_once at a time"
  rm -rf "$results"
  mkdir -p "$results"
  for project in "${projects[@]}"; do
    while (($(jobs -rp | wc -l) >= at_once)); do wait -n || true; done
    run_project "$(basename "$project")" &
  done
  wait
}

# Leaves a log, an XML report and the exit code; the report is written last, so a process that dies leaves none.
run_project() {
  local name=$1 code=0
  local program=tests/$name/bin/Release/net10.0/$name
  if [[ -x $program ]]; then
    timeout --kill-after=10 "$seconds_per_project" "$program" -noColor -noLogo -xml "$results/$name.xml" >"$results/$name.log" 2>&1 &
    trap 'kill $!' TERM
    wait $! || code=$?
  else
    printf '%s was not built; add it to TypedTasks.sln.\n' "$program" >"$results/$name.log"
    code=127
  fi
  printf '%d\n' "$code" >"$results/$name.code"
  printf '   finished: %s\n' "$name"
}

sum_up() {
  local project
  for project in tests/*.Tests; do report_project "$(basename "$project")"; done
  list_skipped
  if ((skipped > 0)); then say "$skipped skipped, see above"; fi
}

report_project() {
  local name=$1 code summary ok=0 bad=0 left_out=0 why=
  code=$(<"$results/$name.code")
  summary=$(grep -o -m 1 '<assembly [^>]*>' "$results/$name.xml" 2>/dev/null || true)
  if [[ -n $summary ]]; then
    ok=$(number_of passed "$summary")
    bad=$(($(number_of failed "$summary") + $(number_of errors "$summary")))
    left_out=$(($(number_of skipped "$summary") + $(number_of not-run "$summary")))
  fi

  if ((code == 124 || code == 137)); then
    why="stopped after $seconds_per_project seconds, or killed"
  elif [[ -z $summary ]]; then
    why="ended with exit code $code before it wrote its report"
  elif ((ok + bad == 0)); then
    why="ran no test"
  elif ((code != 0 && bad == 0)); then
    why="ended with exit code $code although no test failed"
  fi
  if [[ -n $why ]]; then bad=$((bad + 1)); fi

  passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + left_out))
  printf '%-48s %5d passed %3d failed %3d skipped%s\n' "$name" "$ok" "$bad" "$left_out" "${why:+   $why}"
  if ((bad > 0)); then show_log "$results/$name.log"; fi
}

# Cut to size: a crash of the runtime prints pages of stack.
show_log() {
  cut -c 1-300 "$1" | sed -n '1,400s/^/    /p; 401s/.*/    .../p'
  printf '    (the whole log: %s)\n' "$1"
}

number_of() {
  local pattern=" $1=\"([0-9]+)\""
  [[ $2 =~ $pattern ]] && printf '%d' "${BASH_REMATCH[1]}" || printf 0
}

# One line per test that did not run: its name and the reason (first line of it).
list_skipped() {
  local reports
  reports=$(compgen -G "$results/*.xml") || return 0
  # shellcheck disable=SC2086 # the names hold no spaces: they are those of our projects
  awk 'BEGIN { RS = "<test " }
    / result="(Skip|NotRun)"/ {
      match($0, / name="[^"]*/)
      name = substr($0, RSTART + 7, RLENGTH - 7)
      reason = "explicit: runs only when asked for"
      if (match($0, /<reason><!\[CDATA\[[^\n\]]*/)) reason = substr($0, RSTART + 17, RLENGTH - 17)
      print "skipped: " name " (" reason ")"
    }' $reports
}

trap last_line EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
main
