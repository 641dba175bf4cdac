#!/bin/bash
# Ours and the other netcats side by side, interleaved: a bar chart for each shape, then the table of medians and ratios.
# tests/bench.sh [--rounds N] [--mebibytes N] [--table FILE] [SHAPE...]; NCSHARP_NATIVE names a native nc that is built already.
set -eu
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

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
    [ "$(id -u)" = 0 ] || { echo "bench.sh: the peers need these packages: ${missing[*]}" >&2; exit 1; }
    apt-get -q update >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get -q install --yes --no-install-recommends "${missing[@]}" >/dev/null
fi

if [ -z "${NCSHARP_NATIVE:-}" ]; then
    "$root/install.sh" --prefix "$work/prefix" >&2
    NCSHARP_NATIVE=$work/prefix/bin/nc
fi
dotnet run --project "$root/tests/NetCat.Sharp.Benchmarks" -c Release -- "$NCSHARP_NATIVE" "$@"
