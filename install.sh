#!/bin/bash
# Builds the native nc and nclab from this tree and installs them with their man pages and completions.
# Everything is built in a temporary directory: the tree and its bin/ and obj/ are not changed.
set -u

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd) || exit 1
prefix=/usr/local
prebuilt=''
name=nc
link=()
action=install
scratch='' listener='' made=()

help_text=$(cat <<'TEXT'
Usage: ./install.sh [--prefix DIR] [--name NAME] [--prebuilt DIR]
                    [--fixed-address] [--uninstall] [--help]

Builds nc natively with the .NET 10 SDK and installs DIR/bin/NAME and
DIR/share/man/man1/NAME.1, then tests it: it sends a line to itself.
It also installs nclab, for experiments with sockets, with nclab.1, and
completions of both for bash, zsh and fish.

  --prefix DIR   where to install; default /usr/local
  --name NAME    the name of the program and its page; default nc. With
                 another name the system's nc remains the default.
  --prebuilt DIR install the programs nc and nclab from DIR, build nothing
  --fixed-address
                 link nc and nclab at a fixed address, not as position-
                 independent programs: nc starts faster, and the kernel
                 cannot randomize the address of its code
  --uninstall    remove what was installed with this DIR and NAME, nothing
                 else; nclab is removed with the last NAME
  --help         print this text

The native link needs gcc or clang, libc6-dev and zlib1g-dev. As root the
script installs missing packages from Debian; otherwise it names them.
TEXT
)

say() { printf '%s\n' "$*"; }

fail() { printf 'install.sh: %s\n' "$*" >&2; exit 1; }

# Removes the directories that this script created, the deepest first; those that are not empty remain.
unmake() {
    [ ${#made[@]} -eq 0 ] || printf '%s\0' "${made[@]}" | tac -s '' | xargs -0 rmdir 2>/dev/null
    made=()
}

# Runs at every exit: removes the listener, the scratch directory and an incomplete prefix.
leave() {
    [ -z "$listener" ] || kill "$listener" 2>/dev/null
    [ -z "$scratch" ] || rm -rf "$scratch"
    unmake
}
trap leave EXIT
trap 'exit 143' INT TERM HUP

while [ $# -gt 0 ]; do
    case $1 in
        --help | -h) say "$help_text"; exit 0 ;;
        --uninstall) action=uninstall ;;
        --fixed-address) link=(-p:PositionIndependentExecutable=false) ;;
        --prefix=*) prefix=${1#*=} ;;
        --name=*) name=${1#*=} ;;
        --prebuilt=*) prebuilt=${1#*=} ;;
        --prefix | --name | --prebuilt)
            [ $# -ge 2 ] || fail "$1 needs a value (see --help)"
            declare "${1#--}=$2"
            shift ;;
        *) fail "unknown option: $1 (see --help)" ;;
    esac
    shift
done

[ -z "$prebuilt" ] || [ ${#link[@]} -eq 0 ] || fail "--fixed-address builds, --prebuilt does not: choose one"
[ "$action" = install ] || [ ${#link[@]} -eq 0 ] || fail "--fixed-address builds, --uninstall does not: choose one"
case $prefix in
    '' | -*) fail "--prefix needs a directory" ;;
    /*) prefix=${prefix%/} ;;
    *) prefix=$PWD/${prefix%/} ;;
esac
case $name in
    '' | -* | .* | *[!A-Za-z0-9._+-]*) fail "not a valid program name: '$name'" ;;
    nclab) fail "nclab is the name of the other program: choose another one for nc" ;;
esac

bin=$prefix/bin pages=$prefix/share/man/man1 record=$prefix/share/netcat-sharp
program=$bin/$name page=$pages/$name.1
bash_dir=$prefix/share/bash-completion/completions zsh_dir=$prefix/share/zsh/site-functions fish_dir=$prefix/share/fish/vendor_completions.d
words=("$bash_dir/$name" "$zsh_dir/_$name" "$fish_dir/$name.fish")
# One such file for each installed name shows that this script installed its files; 'directories' lists the directories that were created.
mark=$record/$name.installed
# nclab always has the same name; it is removed with the last installed name of nc.
lab=$bin/nclab lab_page=$pages/nclab.1 lab_mark=$record/companion
lab_words=("$bash_dir/nclab" "$zsh_dir/_nclab" "$fish_dir/nclab.fish")

uninstall() {
    [ -f "$mark" ] || fail "nothing to remove: $program was not installed by this script"
    rm -f "$program" "$page" "${words[@]}" "$mark" 2>/dev/null || fail "cannot remove $program: no write access"
    say "removed $program"
    say "removed $page"
    say "removed its completions: ${words[*]}"
    # With the last name, nclab and the directories are removed.
    compgen -G "$record/*.installed" >/dev/null || remove_lab
    if ! compgen -G "$record/*.installed" >/dev/null && [ -f "$record/directories" ]; then
        mapfile -t made <"$record/directories"
        rm -f "$record/directories"
        unmake
    fi
}

remove_lab() {
    [ -f "$lab_mark" ] || return 0
    rm -f "$lab" "$lab_page" "${lab_words[@]}" "$lab_mark" 2>/dev/null || fail "cannot remove $lab: no write access"
    say "removed $lab"
    say "removed $lab_page"
    say "removed its completions: ${lab_words[*]}"
}

# Creates a directory and its missing parents, and records those that it created.
make_directory() {
    [ -d "$1" ] && return 0
    make_directory "$(dirname "$1")" || return 1
    mkdir -m 755 "$1" 2>/dev/null || return 1
    made+=("$1")
}

check_prefix() {
    local directory file probe
    for directory in "$bin" "$pages" "$record" "$bash_dir" "$zsh_dir" "$fish_dir"; do
        { make_directory "$directory" && probe=$(mktemp "$directory/.probe.XXXXXX" 2>/dev/null); } ||
            fail "cannot write in $directory: no write access (try --prefix DIR, or run as root)"
        rm -f "$probe"
    done
    for file in "$program" "$page" "${words[@]}"; do
        [ -f "$mark" ] || { [ ! -e "$file" ] && [ ! -L "$file" ]; } ||
            fail "$file exists and was not installed by this script: choose another --name or --prefix"
    done
    for file in "$lab" "$lab_page" "${lab_words[@]}"; do
        [ -f "$lab_mark" ] || { [ ! -e "$file" ] && [ ! -L "$file" ]; } ||
            fail "$file exists and was not installed by this script: choose another --prefix"
    done
}

# sudo and cron often leave the SDK's directory out of PATH.
find_sdk() {
    local candidate found
    for candidate in "${DOTNET_ROOT:-/none}" "${HOME:-/root}/.dotnet" /usr/share/dotnet /usr/lib/dotnet /opt/dotnet; do
        command -v dotnet >/dev/null || PATH=$PATH:$candidate
    done
    command -v dotnet >/dev/null || fail "no .NET SDK found: install the .NET 10 SDK, or put dotnet on PATH"
    # Runs in the tree, so that global.json applies.
    found=$(dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | paste -sd' ')
    (cd "$here" && dotnet --version) >/dev/null 2>&1 || fail "the .NET 10 SDK is needed; found: ${found:-no SDK}"
}

# Prints the Debian packages that the native link needs and that are missing.
missing_packages() {
    local compiler
    compiler=$(command -v clang || command -v gcc) || { echo gcc libc6-dev zlib1g-dev; return; }
    printf 'int main(void) { return 0; }\n' | "$compiler" -x c - -o "$scratch/probe" >/dev/null 2>&1 || echo libc6-dev
    printf '#include <zlib.h>\n' | "$compiler" -x c -fsyntax-only - >/dev/null 2>&1 || echo zlib1g-dev
}

install_link_needs() {
    local missing command
    missing=$(missing_packages | paste -sd' ')
    [ -n "$missing" ] || return 0
    [ "$(id -u)" = 0 ] || fail "the native link needs these packages: $missing (apt-get install $missing, or run this as root)"
    command -v apt-get >/dev/null || fail "the native link needs these packages, and there is no apt-get to install them: $missing"
    say "Installing packages for the native link from Debian: $missing"
    for command in update "install --yes --no-install-recommends $missing"; do
        # shellcheck disable=SC2086 # the command must be split into words
        DEBIAN_FRONTEND=noninteractive apt-get -q $command </dev/null >"$scratch/apt.log" 2>&1 ||
            fail "apt-get ${command%% *} failed: $(grep -m1 '^E:' "$scratch/apt.log" || tail -n1 "$scratch/apt.log")"
    done
}

publish() {
    local project
    for project in nc nclab; do
        dotnet publish "$here/src/$project" -c Release -r "$rid" --artifacts-path "$scratch/artifacts" -o "$scratch/out" \
            -p:NativePublish=true "${link[@]}" -p:UseSharedCompilation=false -nodeReuse:false </dev/null >"$scratch/publish.log" 2>&1 || return
    done
}

explain_publish() {
    local log=$scratch/publish.log kept error
    ! grep -q 'error NU1301' "$log" ||
        fail "no package registry answers: $({ grep -oE 'Unable to load the service index[^[]*' "$log" || grep -o 'NU1301: .*' "$log"; } | sed -n '1s/[. ]*$//p')"
    kept=$(mktemp "${TMPDIR:-/tmp}/netcat-sharp-publish.XXXXXX.log") && cp "$log" "$kept"
    error=$(grep -m1 -oE 'error [A-Z]*[0-9]*: ?[^[]*' "$log" | sed 's/[. ]*$//')
    fail "publishing failed: ${error:-dotnet gave no reason}; the whole log: $kept"
}

build() {
    if [ -n "$prebuilt" ]; then
        mkdir "$scratch/out"
        cp "$prebuilt/nc" "$prebuilt/nclab" "$scratch/out" 2>/dev/null || fail "$prebuilt does not contain nc and nclab"
        return
    fi
    find_sdk
    install_link_needs
    say "Building the native $name and nclab ($rid); this takes about a minute."
    publish || explain_publish
}

# Writes a new file and renames it: a running nc keeps its file, and a full disk leaves the old one complete.
put() {
    install -m "$3" "$1" "$2.new.$$" 2>/dev/null && mv -f "$2.new.$$" "$2" && return
    rm -f "$2.new.$$"
    fail "cannot write $2"
}

# The files complete the command nc; replace it by the name that was chosen.
put_words() {
    local from=$here/src/nc/completions
    sed "s/^\(complete .*\) nc\$/\1 $name/" "$from/nc.bash" >"$scratch/bash" || fail "cannot read $from/nc.bash"
    sed "1s/ nc\$/ $name/" "$from/nc.zsh" >"$scratch/zsh" || fail "cannot read $from/nc.zsh"
    sed "s/^complete -c nc /complete -c $name /" "$from/nc.fish" >"$scratch/fish" || fail "cannot read $from/nc.fish"
    put "$scratch/bash" "${words[0]}" 644
    put "$scratch/zsh" "${words[1]}" 644
    put "$scratch/fish" "${words[2]}" 644
}

put_lab_words() {
    local shell file=("${lab_words[@]}")
    for shell in bash zsh fish; do
        "$lab" completion "$shell" >"$scratch/lab-$shell" 2>/dev/null || disprove "nclab has no completion for $shell"
        put "$scratch/lab-$shell" "${file[0]}" 644
        file=("${file[@]:1}")
    done
}

install_files() {
    sed -e "s/^\.Dt NC 1/.Dt ${name^^} 1/" -e "s/^\.Nm nc\$/.Nm $name/" "$here/man/nc.1" >"$scratch/page" ||
        fail "cannot read $here/man/nc.1"
    [ ${#made[@]} -eq 0 ] || printf '%s\n' "${made[@]}" >>"$record/directories" || fail "cannot write $record/directories"
    made=()
    : >"$mark" || fail "cannot write $mark"
    put "$scratch/out/nc" "$program" 755
    put "$scratch/page" "$page" 644
    put_words
    : >"$lab_mark" || fail "cannot write $lab_mark"
    put "$scratch/out/nclab" "$lab" 755
    put "$here/man/nclab.1" "$lab_page" 644
    put_lab_words
}

# Waits until the file has a line. Checks twenty times a second, for at most ten seconds and only while the listener runs.
await_line() {
    local tries=0
    until grep -qs '' "$1" && [ -z "$(tail -c1 "$1")" ]; do
        [ $((++tries)) -lt 200 ] || return 1
        kill -0 "$listener" 2>/dev/null || tries=199
        sleep 0.05
    done
}

disprove() { uninstall >/dev/null; fail "the new nc does not work and is removed again: $1"; }

# prove KIND SENDER-OPTION OPTION...: sends a line from one nc to another, which writes its port in one write(2).
prove() {
    local kind=$1 sender=$2 line="hello over $1 from $name" port
    shift 2
    rm -f "$scratch/ready" "$scratch/arrived"
    "$program" -lvn "$@" 127.0.0.1 0 </dev/null >"$scratch/arrived" 2>"$scratch/ready" &
    listener=$!
    await_line "$scratch/ready"
    port=$(grep -m1 -oE '[0-9]+$' "$scratch/ready") || disprove "it does not listen on $kind: $(head -n1 "$scratch/ready")"
    # The line is available before nc starts: with -w0 nc exits as soon as it would have to wait.
    timeout 10 "$program" "$sender" "$@" 127.0.0.1 "$port" <<<"$line" >/dev/null 2>"$scratch/sent" ||
        disprove "it does not send over $kind: $(head -n1 "$scratch/sent")"
    await_line "$scratch/arrived"
    [ "$(cat "$scratch/arrived")" = "$line" ] || disprove "a line sent over $kind did not arrive"
    kill "$listener" 2>/dev/null
    wait "$listener" 2>/dev/null
    listener=
    say "tested: a line over $kind to 127.0.0.1 port $port arrived"
}

prove_lab() {
    timeout 10 "$lab" tuple >"$scratch/lab" 2>&1 || disprove "nclab failed: $(head -n1 "$scratch/lab")"
    say "tested: nclab tuple"
}

tell_use() {
    local first
    first=$(hash -r; command -v "$name")
    say "installed $program"
    say "installed $page (man $page)"
    say "installed its completions: ${words[*]}"
    say "installed $lab"
    say "installed $lab_page (man $lab_page)"
    say "installed its completions: ${lab_words[*]}"
    [ "$first" != "$program" ] || say "'$name' on your PATH is this program; a shell that has run another one needs: hash -r"
    [ "$first" = "$program" ] || say "run it by its path:            $program -h"
    [ "$first" = "$program" ] || say "to use it as '$name' from now on: export PATH=$bin:\$PATH"
    say "to remove it: ./install.sh --prefix $prefix --name $name --uninstall"
}

[ "$action" = install ] || { uninstall; exit 0; }
case $(uname -sm) in
    'Linux x86_64') rid=linux-x64 ;;
    'Linux aarch64') rid=linux-arm64 ;;
    *) fail "Linux on x86_64 or aarch64 is needed, this is $(uname -sm)" ;;
esac
scratch=$(mktemp -d 2>/dev/null) || fail "cannot make a temporary directory in ${TMPDIR:-/tmp}"
# dotnet needs a home directory, which the environment may not set. The audit of packages needs the network.
export DOTNET_CLI_HOME=${DOTNET_CLI_HOME:-${HOME:-$scratch}} DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 NuGetAudit=false
check_prefix
build
install_files
prove TCP -N
prove UDP -w0 -u
prove_lab
tell_use
