using System.Collections.Generic;
using static NetCat.Sharp.Differential.Script;

namespace NetCat.Sharp.Differential.Scenarios;

/// <summary>-F with an stdout that cannot take a descriptor. DescriptorPassingSpecs, in the other project, test one that can.</summary>
internal static class DescriptorPassing
{
    internal static IReadOnlyList<Scenario> Scenarios { get; } =
    [
        new("-F into a pipe") { Nc = "-F {peer}", Peer = Accepts(End) },
        new("-F into a pipe with words") { Nc = "-Fv {peer}", Peer = Accepts(End) },
        new("-F into a pipe without a reader") { Nc = "-F {peer}", Stdout = new Output.Abandoned(), Peer = Accepts(End) },
        new("-F into a file") { Nc = "-F {peer}", Stdout = new Output.File(), Peer = Accepts(End) },
        new("-F into a device") { Nc = "-F {peer}", Stdout = new Output.Device("/dev/null"), Peer = Accepts(End) },
        new("-F into a terminal") { Nc = "-F {peer}", Stdout = new Output.Terminal(), Peer = Accepts(End) },
        new("-F into a terminal, UDP") { Nc = "-Fu {peer}", Stdout = new Output.Terminal(), Peer = Bound() },
        new("-F reads no stdin") { Nc = "-F {peer}", Stdin = "unread\n", Peer = Accepts(End) },
        new("-F wins over -z") { Nc = "-Fz {peer}", Peer = Accepts(End) },
        new("-F at a closed port") { Nc = "-F {peer}" },
        new("-F at a closed port with words") { Nc = "-Fv {peer}" },
        new("-F means nothing for a listener") { Nc = "-lF {self}", Peer = Connects(Send("hello\n"), Fin, End) },
        new("-F of the first port that answers") { Nc = "-Fv {peeraddr} {p3} {peerport} {p4}", Peer = Accepts(End) },
        new("-F through a proxy into a pipe")
        {
            Nc = "-F -x {peeraddr}:{peerport} 192.0.2.1 80",
            Peer = Accepts(ExpectBytes(3), Send("\x05\0"), ExpectBytes(10), Send("\x05\0\0\x01\0\0\0\0\0\0"), End),
        },
        new("-F through a proxy that refuses")
        {
            Nc = "-F -X connect -x {peeraddr}:{peerport} 192.0.2.1 80",
            Peer = Accepts(ExpectBytes(10), Send("HTTP/1.0 403 No\r\n\r\n"), End),
        },
    ];
}
