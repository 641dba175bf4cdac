using System.Threading;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Commands.Running;

/// <summary>The name of an address for a report, which must not keep a client waiting.</summary>
internal static class NameLookup
{
    /// <summary>
    /// Milliseconds for a name server to answer. Names in /etc/hosts and those of a server that lives come well within it;
    /// one that is dead would take ten seconds and then have no name either.
    /// </summary>
    private const int Patience = 500;

    /// <summary>0 with a name or, where none came in time, a number; or an EAI_ code.</summary>
    internal static int NameOf(SockAddr address, bool numeric, out string host, out string port)
    {
        if (numeric || Libc.Pipe(out int reader, out int writer) < 0)
        {
            return Libc.NameOf(address, numeric, out host, out port);
        }

        // A pipe tells of the answer: that is a wait with a limit, in the one way that nc waits.
        var answer = new Answer();
        var asking = new Thread(() =>
        {
            answer.Error = Libc.NameOf(address, numeric: false, out answer.Host, out answer.Port);
            Thread.MemoryBarrier();
            _ = Libc.Write(writer, "."u8);
        })
        {
            IsBackground = true,
        };
        asking.Start();
        if (!Readiness.Await(reader, Numbers.POLLIN, Patience))
        {
            // The pipe stays open: the thread may yet write to it, and its number must not become a socket's.
            return Libc.NameOf(address, numeric: true, out host, out port);
        }

        _ = Libc.Close(reader);
        _ = Libc.Close(writer);
        Thread.MemoryBarrier();
        (host, port) = (answer.Host, answer.Port);
        return answer.Error;
    }

    private sealed class Answer
    {
        internal int Error;
        internal string Host = "";
        internal string Port = "";
    }
}
