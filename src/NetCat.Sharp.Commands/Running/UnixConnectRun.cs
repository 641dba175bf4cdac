using NetCat.Sharp.Commands.Planning;
using NetCat.Sharp.Commands.Reporting;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Commands.Running;

/// <summary>nc -U PATH: a client of a Unix socket. One of datagrams has a path of its own, for the answers.</summary>
internal sealed class UnixConnectRun(Invocation call, NcPlan plan)
{
    /// <summary>The exit code.</summary>
    /// <exception cref="NcExit">There is no such socket, or -q has the program leave.</exception>
    internal int Run()
    {
        if (plan.Transport == Transport.Tcp)
        {
            Serve(UnixSockets.Connect(plan.Host!));
        }
        else if (plan.LocalHost is { } path)
        {
            Serve(ConnectFrom(path));
        }
        else
        {
            using var own = TemporarySocketPath.Create();
            Serve(ConnectFrom(own.Path));
        }

        return 0;
    }

    private OpenResult ConnectFrom(string path)
    {
        int error = UnixSockets.Check(plan.Host!);
        if (error < 0)
        {
            return OpenResult.Failed(OpenStep.Connect, error);
        }

        OpenResult bound = UnixSockets.Bind(path, plan.Transport, Numbers.SOCK_CLOEXEC);
        if (!bound.Opened)
        {
            return bound;
        }

        if (plan.Verbose)
        {
            call.Say(Sentences.Path("Bound on", path));
        }

        return UnixSockets.Connect(bound.Descriptor, plan.Host!);
    }

    private void Serve(in OpenResult result)
    {
        if (!result.Opened)
        {
            string? at = result.Step == OpenStep.Connect ? plan.Host : plan.LocalHost ?? plan.Host;
            throw new NcExit(1, $"{at}: {Errno.Text(result.Errno)}");
        }

        if (plan.ZeroIo)
        {
            _ = Libc.Close(result.Descriptor);
            return;
        }

        Libc.SetNonBlocking(result.Descriptor);
        _ = Conversation.Hold(call, plan, result.Descriptor, closes: true);
    }
}
