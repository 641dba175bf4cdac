using System.Collections.Generic;
using System.Linq;

namespace NetCat.Sharp.Differential.Scenarios;

/// <summary>The syntax of the other options: values, bounds, refused combinations, and their order.</summary>
internal static class Forms
{
    private static readonly string[] s_values =
    [
        "-i -1 {peer}", "-i abc {peer}", "-i 1.5 {peer}", "-i '' {peer}", "-i 4294967296 {peer}", "-i 4294967295 -z {peer}",
        "-W 0 {peer}", "-W -1 {peer}", "-W x {peer}", "-W 2147483648 {peer}", "-W 2147483647 -z {peer}", "-W", "-i",
        "-I 0 {peer}", "-I x {peer}", "-I 1073741825 {peer}", "-I 1073741824 -z {peer}", "-O 0 {peer}", "-O x {peer}", "-O 1073741825 {peer}",
        "-M -1 {peer}", "-M 256 {peer}", "-M x {peer}", "-M 0 -vz {peer}", "-M 255 -vz {peer}", "-M '' {peer}",
        "-m -1 {peer}", "-m 256 {peer}", "-m x {peer}", "-m '' {peer}",
        "-T bogus {peer}", "-T 256 {peer}", "-T -1 {peer}", "-T 0x100 {peer}", "-T '' {peer}", "-T EF {peer}", "-T 0X10 {peer}", "-T af44 {peer}",
        "-T 0xzz -z {peer}", "-T 0xff -vz {peer}", "-T 0x -z {peer}", "-T 0x1g -z {peer}", "-T ef -vz {peer}", "-T 010 -vz {peer}", "-T 0x000000001 -z {peer}",
        "-V 0 {peer}", "-V {peer}", "-V x", "-V", "-X 6 {peer}", "-X 4A {peer}", "-X http {peer}", "-X '' {peer}", "-X", "-x", "-P",
        "-X CONNECT -x {peer} {peeraddr} 1", "-X Connect -x {peer} {peeraddr} 1", "-P user {peer}", "-S -vz {peer}", "-D -vz {peer}", "-b -vz {peer}",
        "-C -vz {peer}", "-t -vz {peer}", "-F {peer}", "-F -v {peer}", "-Z -vz {peer}", "-Zl {self}", "-r -z {peer}", "-e /bin/sh {peer}", "-c {peer}", "-g 1 {peer}",
    ];

    private static readonly string[] s_proxies =
    [
        "-x {peeraddr}:1 -u {peer}", "-x {peeraddr}:1 -Z {peer}", "-x {peeraddr}:1 -l {port}", "-x {peeraddr}:1 -U {dir}/x",
        "-x [::1 {peer}", "-x [::1]x {peer}", "-v -x [::1]:1 {peer}", "-v -x {peeraddr} {peer}",
        "-v -X connect -x {peeraddr} {peer}", "-n -v -x ::1 {peer}", "-n -v -x '' {peer}", "-n -v -x {peeraddr}:nosuch {peer}",
        "-x {peeraddr}:1 -k {peer}", "-x {peeraddr}:1 -zl {port}", "-x [ -u {peer}", "-x {peeraddr}:1 {peeraddr} 0", "-v -x {peeraddr}: {peer}",
        "-xz {peer}", "-zv -x {peeraddr}:1 {peeraddr} 1 2", "-v -X 4 -x {peeraddr}:1 {peer}", "-v -X connect -x {peeraddr}:1 {peer} -z",
    ];

    private static readonly string[] s_unix =
    [
        "-U", "-U -l", "-U {dir}/none", "-zU {dir}/none", "-vU {dir}/none", "-U ''", "-lU ''", "-lU {dir}/none/sock", "-U {dir}/a 1",
        "-lU -p 1", "-lU -s {dir}/s -p 1", "-U -Z {dir}/a", "-U -F {dir}/a", "-uU {dir}/none", "-uU -s {dir}/mine {dir}/none",
        "-U -k {dir}/a", "-U -lz {dir}/a", "-s a -U b", "-lU -s a b", "-uU -p 1 a", "-U a b c", "-U @none", "-vU @", "-U {dir}", "-lU {dir}",
        "-U /aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "-lU /aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "-uU /aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    ];

    internal static IReadOnlyList<Scenario> Scenarios { get; } = [.. s_values.Concat(s_proxies).Concat(s_unix).Select(Scenario.Form)];
}
