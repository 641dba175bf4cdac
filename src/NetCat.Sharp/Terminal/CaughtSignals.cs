using System.Collections.Generic;
using NetCat.Sharp.Native;

namespace NetCat.Sharp.Terminal;

/// <summary>Holds the signals that would leave a terminal without echo, until the echo is restored.</summary>
internal readonly struct CaughtSignals
{
    private static readonly int[] s_caught =
    [
        Constants.SIGALRM, Constants.SIGHUP, Constants.SIGINT, Constants.SIGPIPE, Constants.SIGQUIT, Constants.SIGTERM,
        Constants.SIGTSTP, Constants.SIGTTIN, Constants.SIGTTOU,
    ];

    private readonly SignalAction[] _before;

    private CaughtSignals(SignalAction[] before) => _before = before;

    internal static CaughtSignals Catch()
    {
        var before = new SignalAction[s_caught.Length];
        for (int i = 0; i < before.Length; i++)
        {
            before[i] = Libc.CatchOnce(s_caught[i]);
        }

        return new CaughtSignals(before);
    }

    /// <summary>
    /// Restores the actions of all signals and raises those that have arrived. True if one of them stopped the process and it was continued.
    /// </summary>
    internal bool Release()
    {
        var came = new List<int>();
        for (int i = 0; i < _before.Length; i++)
        {
            if (Libc.HasCome(s_caught[i]))
            {
                came.Add(s_caught[i]);
            }

            Libc.SetAction(s_caught[i], _before[i]);
        }

        bool stopped = false;
        foreach (int signal in came)
        {
            Libc.Raise(signal);
            stopped |= signal is Constants.SIGTSTP or Constants.SIGTTIN or Constants.SIGTTOU;
        }

        return stopped;
    }
}
