#!/bin/bash
# Builds a Debian package of the native programs: nc.sharp, an alternative for nc with a lower priority than Debian's netcats, and nclab.
set -eu

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
out=$PWD
prebuilt=()

fail() { printf 'deb.sh: %s\n' "$*" >&2; exit 1; }

help_text=$(cat <<'TEXT'
Usage: src/packaging/deb.sh [--prebuilt DIR] [--help] [OUT]

Writes netcat-sharp_VERSION_ARCH.deb to the directory OUT, by default the
current one. It builds the programs as install.sh does, or takes them from the
directory of --prebuilt. DEBFULLNAME and DEBEMAIL name the maintainer, and
SOURCE_DATE_EPOCH is the time of all files.
TEXT
)

while [ $# -gt 0 ]; do
    case $1 in
        --help | -h) printf '%s\n' "$help_text"; exit 0 ;;
        --prebuilt) [ $# -ge 2 ] || fail "--prebuilt needs a value"; prebuilt=(--prebuilt "$2"); shift ;;
        -*) fail "unknown option: $1 (see --help)" ;;
        *) out=$1 ;;
    esac
    shift
done
[ -d "$out" ] || fail "$out is no directory"
command -v dpkg-deb >/dev/null || fail "dpkg-deb is needed"

# dpkg keeps the modes of these files: the umask must not restrict them.
umask 022
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tree=$work/tree
mkdir -p "$tree/usr" "$tree/DEBIAN"
"$here/install.sh" --prefix "$tree/usr" --name nc.sharp "${prebuilt[@]}" >"$work/log" || { cat "$work/log" >&2; fail "install.sh failed"; }

share=$tree/usr/share document=$tree/usr/share/doc/netcat-sharp
rm -r "$share/netcat-sharp"
# zsh has a separate directory for the completions of packages.
mkdir -p "$share/zsh/vendor-completions" "$document"
mv "$share"/zsh/site-functions/* "$share/zsh/vendor-completions"
rmdir "$share/zsh/site-functions"
gzip -9n "$share"/man/man1/*

version=$(sed -n 's:.*<VersionPrefix>\(.*\)</VersionPrefix>.*:\1:p' "$here/Directory.Build.props")
architecture=$(dpkg --print-architecture)
maintainer="${DEBFULLNAME:-NetCat.Sharp contributors} <${DEBEMAIL:-netcat-sharp@users.noreply.github.com}>"
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(stat -c %Y "$here/CHANGELOG.md")}
# glibc 2.36 is the first version that loads packed relative relocations.
libc=$(grep -aohE 'GLIBC_2\.[0-9]+|GLIBC_ABI_DT_RELR' "$tree"/usr/bin/* | sed 's/ABI_DT_RELR/2.36/' | sort -V | tail -n1)

printf '%s\n' 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/' '' \
    'Files: *' "$(sed -n 's/^Copyright (c) /Copyright: /p' "$here/LICENSE")" 'License: Expat' \
    "$(sed -e '1,/^Copyright/d' "$here/LICENSE" | sed -e 1d -e 's/^$/./' -e 's/^/ /')" >"$document/copyright"
printf 'netcat-sharp (%s) unstable; urgency=medium\n\n  * The changes are in CHANGELOG.md of the source.\n\n -- %s  %s\n' \
    "$version" "$maintainer" "$(date -uR -d "@$SOURCE_DATE_EPOCH")" | gzip -9n >"$document/changelog.gz"

cat >"$tree/DEBIAN/control" <<CONTROL
Package: netcat-sharp
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(du -sk --apparent-size "$tree/usr" | cut -f1)
Depends: libc6 (>= ${libc#GLIBC_})
Suggests: libssl3t64 | libssl3
Section: net
Priority: optional
Description: TCP/IP swiss army knife, in C#, in the place of nc.openbsd
 nc.sharp reads and writes data across TCP, UDP and Unix sockets with the
 options, output and exit status of Debian's nc.openbsd. It transfers data
 faster, scans many ports at once, and has long options for scripts: readiness
 of a listener, events, an exit status for each kind of failure, times with
 units, a program for each client.
 .
 nclab shows what SO_REUSEADDR, SO_REUSEPORT, TIME_WAIT and connected UDP
 sockets do on the running kernel.
CONTROL

# Debian's netcats have priorities of 10 and above. The link is the one that they use.
cat >"$tree/DEBIAN/postinst" <<'POSTINST'
#!/bin/sh
set -e
if [ "$1" = configure ]; then
    link=$(update-alternatives --query nc 2>/dev/null | sed -n 's/^Link: //p')
    link=${link:-/bin/nc}
    update-alternatives --install "$link" nc /usr/bin/nc.sharp 5 \
        --slave "${link%nc}netcat" netcat /usr/bin/nc.sharp \
        --slave /usr/share/man/man1/nc.1.gz nc.1.gz /usr/share/man/man1/nc.sharp.1.gz \
        --slave /usr/share/man/man1/netcat.1.gz netcat.1.gz /usr/share/man/man1/nc.sharp.1.gz
fi
POSTINST
cat >"$tree/DEBIAN/prerm" <<'PRERM'
#!/bin/sh
set -e
if [ "$1" = remove ] || [ "$1" = deconfigure ]; then
    update-alternatives --remove nc /usr/bin/nc.sharp
fi
PRERM
chmod 755 "$tree/DEBIAN/postinst" "$tree/DEBIAN/prerm"
(cd "$tree" && find usr -type f -exec md5sum {} + | LC_ALL=C sort -k2 >DEBIAN/md5sums)
find "$tree" -exec touch -hd "@$SOURCE_DATE_EPOCH" {} +

package=$out/netcat-sharp_${version}_$architecture.deb
dpkg-deb --root-owner-group --build "$tree" "$package" >"$work/log" || { cat "$work/log" >&2; fail "dpkg-deb failed"; }
printf '%s\n' "$package"
