#!/bin/bash
# Measures nc and the other netcats side by side, in interleaved rounds: a bar chart for each measurement, then the table of medians.
# tests/bench.sh [--rounds N] [--mebibytes N] [MEASUREMENT...]   measures; NCSHARP_NATIVE names a native nc that is built already
# tests/bench.sh [--rounds N] [--mebibytes N] --save             measures, and replaces the results, the chart and the figures in the pages
# tests/bench.sh --draw                                          writes the chart and the figures again from results.tsv, without measuring
set -eu
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
kept=$root/tests/NetCat.Sharp.Benchmarks
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

benchmarks() { dotnet run --project "$kept" -c Release -- "$@"; }

if [ "${1:-}" = --draw ]; then
    benchmarks --draw "$kept"
    exit
fi
options=()
for word; do
    options+=("$word")
    [ "$word" != --save ] || options+=("$kept")
done

missing=()
while read -r command package; do
    command -v "$command" >/dev/null || missing+=("$package")
done <<'LIST'
nc.openbsd netcat-openbsd
nc.traditional netcat-traditional
ncat ncat
socat socat
unshare util-linux
ip iproute2
LIST
if [ "${#missing[@]}" -gt 0 ]; then
    [ "$(id -u)" = 0 ] || { echo "bench.sh: the other netcats need these packages: ${missing[*]}" >&2; exit 1; }
    apt-get -q update >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get -q install --yes --no-install-recommends "${missing[@]}" >/dev/null
fi

if [ -z "${NCSHARP_NATIVE:-}" ]; then
    "$root/install.sh" --prefix "$work/prefix" >&2
    NCSHARP_NATIVE=$work/prefix/bin/nc
fi
benchmarks "$NCSHARP_NATIVE" ${options[@]+"${options[@]}"}
