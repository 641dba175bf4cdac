using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NetCat.Sharp.Lab.Sockets;

namespace NetCat.Sharp.Lab.Experiments;

/// <summary>The founding text's session with two netcats: a server, a client, a line. The socket table is read after each stage.</summary>
internal sealed class UdpStages(Lab lab, string nc, int serverPort, int clientPort, Action<UdpStage> shown) : IDisposable
{
    private const string Line = "hello";

    /// <summary>The longest wait for the expected action of a netcat. If it acts differently, the experiment waits for the whole time.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    /// <summary>The longest wait for a server to connect after it has printed: a server that connects does so before it prints.</summary>
    private static readonly TimeSpan s_connectPatience = TimeSpan.FromMilliseconds(250);

    private readonly List<UdpStage> _stages = [];
    private NcProcess? _server, _client;

    internal IReadOnlyList<UdpStage> Stages => _stages;

    internal IReadOnlyList<string> ServerPrinted => [.. _server?.Printed ?? []];

    internal bool ServerConnected { get; private set; }

    internal void Run()
    {
        if (Rows().Count > 0)
        {
            throw new LabExit(LabExit.Error, $"UDP port {serverPort} is in use");
        }

        _server = StartServer();
        Show("a server is started: it has a port and no peer", _server.Command);
        _client = StartClient();
        bool clientConnected = lab.Await(() => IsConnected(clientPort, serverPort), s_connectPatience);
        bool serverConnected = IsConnected(serverPort, clientPort);
        Show(
            $"a client is started: it is {(clientConnected ? "" : "not ")}connected, the server is {(serverConnected ? "too" : "not: no datagram has come")}",
            _client.Command);
        _client.Type(Line);
        lab.Require(() => _server.Printed.Contains(Line), $"\"{Line}\" to arrive at {_server.Command}{_server.Complaint()}");
        ServerConnected = lab.Await(() => IsConnected(serverPort, clientPort), s_connectPatience);
        string what = ServerConnected
            ? $"the client sends \"{Line}\", the server prints it and connects: each is the other's peer"
            : $"the client sends \"{Line}\", the server prints it; this server does not connect";
        Show(what, $"client> {Line}");
    }

    public void Dispose()
    {
        _client?.Dispose();
        _server?.Dispose();
    }

    /// <summary>Most netcats accept "-l PORT", the traditional one "-l -p PORT". The socket table shows which one worked.</summary>
    private NcProcess StartServer()
    {
        string complaint = "";
        foreach (string[] spelling in new[] { new[] { "-l", Number(serverPort) }, ["-l", "-p", Number(serverPort)] })
        {
            NcProcess server = NcProcess.Start(nc, [.. FamilyOption(), "-u", .. spelling]);
            bool bound = false;
            try
            {
                bound = lab.Await(() => Rows().Count > 0 || server.HasEnded, s_patience) && Rows().Count > 0;
                if (bound)
                {
                    return server;
                }

                complaint = $"{server.Command}: does not listen{server.Complaint()}";
            }
            finally
            {
                if (!bound)
                {
                    server.Dispose();
                }
            }
        }

        throw new LabExit(LabExit.Error, complaint);
    }

    private NcProcess StartClient()
    {
        string host = lab.Loopback.ToEndPoint().Address.ToString();
        _client = NcProcess.Start(nc, [.. FamilyOption(), "-u", "-p", Number(clientPort), host, Number(serverPort)]);
        lab.Require(
            () => _client.HasEnded || Rows().Any(row => row.Local.Port == clientPort),
            $"{_client.Command} to take its port{_client.Complaint()}");
        return _client.HasEnded ? throw new LabExit(LabExit.Error, $"{_client.Command}: ended{_client.Complaint()}") : _client;
    }

    private void Show(string what, string command)
    {
        // The owners are not looked up, which would read all processes: here they are known.
        SocketRow[] rows = [.. Rows().Select(static row => SocketRow.From(row))];
        string[] bsd = [.. rows.OrderBy(row => row.LocalPort == clientPort ? 0 : 1).Select(BsdForm.Line)];
        var stage = new UdpStage(_stages.Count + 1, what, command, rows, bsd, [.. rows.Select(NetstatForm.Line)]);
        _stages.Add(stage);
        shown(stage);
    }

    private bool IsConnected(int port, int peer) => Rows().Any(row => row.Local.Port == port && row.Remote.Port == peer);

    private IReadOnlyList<SocketTableRow> Rows() => SocketRow.Read([Transport.Udp], serverPort);

    private string[] FamilyOption() => lab.Ipv6 ? ["-6"] : [];

    private static string Number(int port) => port.ToString(CultureInfo.InvariantCulture);
}
