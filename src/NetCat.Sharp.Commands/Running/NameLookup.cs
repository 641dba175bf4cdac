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
        var answer = new Answer();
        if (numeric || !TimedLookup.Ask(Patience, () => answer.Error = Libc.NameOf(address, numeric: false, out answer.Host, out answer.Port)))
        {
            return Libc.NameOf(address, numeric: true, out host, out port);
        }

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
