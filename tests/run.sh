#!/bin/bash
# Runs all checks: build, format, native program, unit and differential tests, scripts, man pages.
# Ends with "N passed, N failed" and exits with 0 only if nothing failed.
set -u
exec </dev/null

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd) || exit 1
cd "$root" || exit 1
passed=0 failed=0 skipped=0
work=$(mktemp -d) || exit 1
formatting=
trap '[ -z "$formatting" ] || kill "$formatting" 2>/dev/null; rm -rf "$work"' EXIT
trap 'exit 143' INT TERM HUP

# The audit downloads advisories about packages, which must not fail an unchanged tree. Build servers would keep running after this script.
export NuGetAudit=false UseSharedCompilation=false MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_HOME=${DOTNET_CLI_HOME:-${HOME:-$work}}

# Servers that the tests start are in these directories, which only root's PATH contains.
export PATH=$PATH:/usr/sbin:/sbin

heading() { printf '\n== %s\n' "$*"; }

finish() {
    heading "$((SECONDS / 60)) min $((SECONDS % 60)) s"
    if [ "$skipped" -gt 0 ]; then
        printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
    else
        printf '%d passed, %d failed\n' "$passed" "$failed"
    fi
    [ "$failed" -eq 0 ]
    exit
}

give_up() {
    printf 'run.sh: %s\n' "$*" >&2
    failed=$((failed + 1))
    finish
}

# Runs one step, which counts as one test; prints its output only if it fails.
check() {
    local title=$1 started=$SECONDS
    shift
    heading "$title"
    if "$@" >"$work/log" 2>&1; then
        passed=$((passed + 1))
        printf 'ok (%d s)\n' $((SECONDS - started))
        return 0
    fi
    failed=$((failed + 1))
    cat "$work/log"
    printf 'FAILED: %s\n' "$title"
    return 1
}

# Prints the packages of the commands that the tests use and that are missing.
missing_packages() {
    local command package
    while read -r command package; do
        command -v "$command" >/dev/null || echo "$package"
    done <<'LIST'
nc.openbsd netcat-openbsd
netstat net-tools
ss iproute2
strace strace
busybox busybox
gcc gcc
mandoc mandoc
shellcheck shellcheck
zsh zsh
fish fish
ps procps
unshare util-linux
script bsdutils
git git
ssh openssh-client
sshd openssh-server
tinyproxy tinyproxy-bin
microsocks microsocks
danted dante-server
memcached memcached
rsyslogd rsyslog
dnsmasq dnsmasq-base
nft nftables
minissdpd minissdpd
openssl openssl
stunnel4 stunnel4
ncat ncat
socat socat
curl curl
python3 python3
postfix postfix
dovecot dovecot-imapd
slapd slapd
systemd-socket-activate systemd
lintian lintian
LIST
    [ -f /usr/include/stdio.h ] || echo libc6-dev
    [ -f /usr/include/zlib.h ] || echo zlib1g-dev
    [ -f /usr/include/openssl/ssl.h ] || echo libssl-dev
    [ -f /usr/share/bash-completion/bash_completion ] || echo bash-completion
}

install_missing() {
    local missing command
    missing=$(missing_packages | paste -sd' ')
    [ -n "$missing" ] || return 0
    [ "$(id -u)" = 0 ] || give_up "the tests need these packages: $missing (apt-get install $missing, or run this as root)"
    command -v apt-get >/dev/null || give_up "the tests need these packages, and there is no apt-get to install them: $missing"
    heading "Installing from Debian what the tests need: $missing"
    for command in update "install --yes --no-install-recommends $missing"; do
        # RUNLEVEL=1 keeps the packages from starting their servers; the tests start their own.
        # shellcheck disable=SC2086 # the command is split into words
        RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get -q $command >"$work/log" 2>&1 ||
            give_up "apt-get ${command%% *} failed: $(grep -m1 '^E:' "$work/log" || tail -n1 "$work/log")"
    done
}

scripts() {
    find . \( -name .git -o -name bin -o -name obj \) -prune -o -type f \( -name '*.sh' -o -name '*.bash' -o -path './.ci/*' \) -print0
}

# Ignores missing referenced pages: whether they are installed depends on the machine.
# shellcheck disable=SC2317 # called by check
lint_pages() {
    local complaints
    complaints=$(mandoc -T lint man/*.1 2>&1 | grep -vE 'mandoc\.db|referenced manual not found')
    [ -z "$complaints" ] || { printf '%s\n' "$complaints"; return 1; }
}

# shellcheck disable=SC2317 # called by check
formatted() {
    local status=0
    wait "$formatting" || status=$?
    formatting=
    [ "$status" -eq 0 ] || { cat "$work/format"; return 1; }
}

# Prints the number after NAME= in the report of a test run.
counted() {
    grep -m1 '<Counters ' "$2" | grep -oE " $1=\"[0-9]+\"" | grep -oE '[0-9]+'
}

# Runs one test project. A run that crashes, or fails without a failed test, counts as one more failure.
run_tests() {
    local project=$1 report=$work/$1.trx status good=0 bad=0 all=0
    heading "$project"
    timeout --kill-after=10 1200 dotnet test "tests/$project" -c Release --no-build --nologo \
        --logger "trx;LogFileName=$report" --logger "console;verbosity=minimal"
    status=$?
    if [ -f "$report" ]; then
        good=$(counted passed "$report") bad=$(counted failed "$report") all=$(counted total "$report")
    fi
    if [ "$bad" -eq 0 ] && { [ "$status" -ne 0 ] || [ "$all" -eq 0 ]; }; then
        printf 'FAILED: %s ended with status %d after %d tests\n' "$project" "$status" "$all"
        bad=1 all=$((all + 1))
    fi
    passed=$((passed + good))
    failed=$((failed + bad))
    skipped=$((skipped + all - good - bad))
}

install_missing
(dotnet --version) >/dev/null 2>&1 || give_up "the .NET 10 SDK is needed: put dotnet on PATH"

mapfile -d '' -t shell_scripts < <(scripts)
check "shellcheck" shellcheck "${shell_scripts[@]}"
check "man pages (mandoc -T lint)" lint_pages
check "build, warnings are errors" timeout 900 dotnet build NetCat.Sharp.sln -c Release -warnaserror --nologo || finish
# dotnet format has low priority and runs beside install.sh and the first tests, which mostly wait.
nice -n 19 timeout 900 dotnet format NetCat.Sharp.sln --verify-no-changes --no-restore >"$work/format" 2>&1 &
formatting=$!
if check "install.sh builds, installs and proves the native nc" timeout 900 ./install.sh --prefix "$work/prefix"; then
    export NCSHARP_NATIVE=$work/prefix/bin/nc NCSHARP_NCLAB=$work/prefix/bin/nclab
fi
for project in tests/*/*.csproj; do
    project=$(basename "$project" .csproj)
    case $project in
        *.Benchmarks | *.Testing) ;;
        *) run_tests "$project" ;;
    esac
done
check "dotnet format" formatted
finish
