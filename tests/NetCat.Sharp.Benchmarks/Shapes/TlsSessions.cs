using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using NetCat.Sharp.Benchmarks.Outside;

namespace NetCat.Sharp.Benchmarks.Shapes;

/// <summary>A client starts, connects to a server of openssl(1), verifies it, sends a line and ends.</summary>
internal sealed class TlsSessions : Shape
{
    private const int Times = 20;

    internal override string Key => "tls-start";

    internal override string Title => "start, TLS handshake, a line, leave";

    internal override string Unit => "starts/s";

    internal override IReadOnlyList<Peer> PeersOf(string ours) => Peer.WithTls(ours);

    internal override Sample? Run(Peer peer, Workspace workspace)
    {
        Meeting at = new(Workspace.FreePort());
        string line = workspace.NewPath();
        File.WriteAllText(line, "a line\n");
        int away = Descriptors.Writing("/dev/null");
        (int open, int writer) = Descriptors.Pipe();
        string[] server = ["openssl", "s_server", "-4", "-accept", at.PortText, "-cert", workspace.Tls.Certificate, "-key", workspace.Tls.Key, "-quiet"];
        Child listener = Child.Start(server, open, away);
        Workspace.AwaitListener(at);
        string[] client = peer.Tls!.Sends(at, workspace.Tls);
        var watch = Stopwatch.StartNew();
        for (int i = 0; i < Times; i++)
        {
            int stdin = Descriptors.Reading(line);
            _ = Child.Start(client, stdin, away).Wait(0);
            Descriptors.Close(stdin);
        }

        watch.Stop();
        _ = listener.End();
        Descriptors.Close(away, open, writer);
        return new Sample(Times / watch.Elapsed.TotalSeconds);
    }
}
