using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>nc as a job of an interactive bash: stopped, continued, in the background. The terminal shows the same as with the real nc.</summary>
public sealed class JobControlSpecs
{
    private const string CtrlC = "\x03";
    private const string CtrlZ = "\x1a";

    [NativeFact("nc.openbsd", "script")]
    public Task Reading_the_terminal_in_the_background_stops_it() => AssertSame(static async (shell, listener, port) =>
    {
        // The other job keeps bash from reading the typed line; Ctrl-C ends that job and discards the line.
        await shell.Line($"nc 127.0.0.1 {port} & sh -c 'echo sleep''ing; exec sleep 50'");
        await shell.Shows("sleeping");
        using Socket server = await listener.AcceptSocketAsync();
        await shell.Line("typed");
        await shell.Shows("Stopped");
        await shell.Key(CtrlC);
        await shell.Prompted();
        await Foreground(shell);
        await shell.Line("for the server");
        await Hears(server, "for the server\n");
        await shell.Key(CtrlC);
        await shell.Prompted();
    });

    [NativeFact("nc.openbsd", "script")]
    public Task Writing_in_the_background_stops_it_with_tostop() => AssertSame(static async (shell, listener, port) =>
    {
        await shell.Command("stty tostop");
        await shell.Command($"nc -d 127.0.0.1 {port} &");
        using Socket server = await listener.AcceptSocketAsync();
        await Send(server, "words\n");
        await shell.Shows("Stopped");
        await Foreground(shell);
        await shell.Shows("words");
        await Send(server, "more words\n");
        await shell.Shows("more words");
        server.Shutdown(SocketShutdown.Send);
        await shell.Prompted();
    });

    [NativeFact("nc.openbsd", "script")]
    public Task A_message_in_the_background_stops_it_with_tostop() => AssertSame(static async (shell, _, _) =>
    {
        await shell.Line("nc -lvn 127.0.0.1 0");
        int port = await shell.Listens();
        await shell.Key(CtrlZ);
        await shell.Prompted();
        await shell.Command("stty tostop; bg");
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(IPAddress.Loopback, port);
        await shell.Shows("Stopped");
        await Foreground(shell);
        await shell.Shows("Connection received on");
        await shell.Shows("\n");
        await shell.Key(CtrlC);
        await shell.Prompted();
    });

    [NativeFact("nc.openbsd", "script")]
    public Task Ctrl_Z_and_fg_in_a_session() => AssertSame(static async (shell, listener, port) =>
    {
        await shell.Line($"nc 127.0.0.1 {port}");
        using Socket server = await listener.AcceptSocketAsync();
        await shell.Line("before");
        await Hears(server, "before\n");
        await shell.Key(CtrlZ);
        await shell.Prompted();
        await Send(server, "while it was stopped\n");
        await Foreground(shell);
        await shell.Shows("while it was stopped");
        await shell.Line("after");
        await Hears(server, "after\n");
        await shell.Key(CtrlZ);
        await shell.Prompted();
        await shell.Command("bg");
        await Send(server, "in the background\n");
        await shell.Shows("in the background");
        server.LingerState = new LingerOption(enable: true, seconds: 0);
        server.Close();
        await shell.Shows("Done");
    });

    [NativeFact("nc.openbsd", "script")]
    public Task Ctrl_Z_and_fg_of_a_listener() => AssertSame(static async (shell, _, _) =>
    {
        await shell.Line("nc -lvn 127.0.0.1 0");
        int port = await shell.Listens();
        await shell.Key(CtrlZ);
        await shell.Prompted();
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(IPAddress.Loopback, port);
        await Send(client, "hello\n");
        await Foreground(shell);
        await shell.Shows("hello");
        await shell.Line("welcome");
        await Hears(client, "welcome\n");
        await shell.Key(CtrlC);
        await shell.Prompted();
    });

    /// <summary>Runs the session with both programs and compares the output, the exit status and the final terminal modes.</summary>
    private static async Task AssertSame(Func<JobShell, TcpListener, int, Task> script)
    {
        string theirs = await Observe("nc.openbsd", script);
        Assert.Equal(theirs, await Observe(NativeProgram.Path, script));
    }

    private static async Task<string> Observe(string program, Func<JobShell, TcpListener, int, Task> script)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using JobShell shell = await JobShell.Start(program);
        await shell.Command("stty -g >modes");
        await script(shell, listener, ((IPEndPoint)listener.LocalEndpoint).Port);
        await shell.Command("echo status $?");
        await shell.Command("stty -tostop; stty -g | diff - modes && echo as it was");
        return await shell.End();
    }

    private static async Task Foreground(JobShell shell)
    {
        await shell.Line("fg");
        await shell.Shows("fg");
        await shell.Shows("nc ");
        await shell.Shows("\n");
    }

    private static async Task Send(Socket peer, string text) => _ = await peer.SendAsync(Encoding.ASCII.GetBytes(text));

    private static async Task Hears(Socket peer, string text)
    {
        byte[] heard = new byte[text.Length];
        for (int length = 0; length < heard.Length;)
        {
            int taken = await peer.ReceiveAsync(heard.AsMemory(length)).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
            Assert.NotEqual(0, taken);
            length += taken;
        }

        Assert.Equal(text, Encoding.ASCII.GetString(heard));
    }
}
