using NetCat.Sharp.Commands.Dialects;
using NetCat.Sharp.Commands.Options;
using NetCat.Sharp.Commands.Reporting;

namespace NetCat.Sharp.Commands.Planning;

/// <summary>One option after the other into a draft. Each is settled in its turn, so a fault hides the faults behind it.</summary>
internal static class OptionReader
{
    /// <exception cref="NcExit">A value is out of bounds, the option is not built, or help was asked for.</exception>
    internal static void Read(GivenOption option, Draft draft, Dialect dialect)
    {
        if (option.Row.NotBuilt)
        {
            throw new NcExit(1, $"option not built yet -- '{option.Row.Letter}'");
        }

        draft.Note(option.Row.Id);
        switch (option.Row.Id)
        {
            case Opt.Help:
                throw new NcExit(0) { Text = HelpText.For(dialect) };
            case Opt.LongHelp:
                throw new NcExit(0) { Text = HelpText.For(dialect), ToStdout = true };
            case Opt.Version:
                throw new NcExit(0) { Text = HelpText.VersionOf(dialect), ToStdout = true };
            case Opt.Ipv4:
                draft.Family = Family.Ipv4;
                break;
            case Opt.Ipv6:
                draft.Family = Family.Ipv6;
                break;
            case Opt.Port:
                draft.LocalPort = option.Value;
                break;
            case Opt.Source:
                draft.LocalHost = option.Value;
                break;
            case Opt.Quit:
                draft.Quit = (int)Number(option, int.MinValue, int.MaxValue, "quit timer");
                if (draft.Quit >= 0)
                {
                    draft.Note(Opt.ShutdownOnEof);
                }

                break;
            case Opt.Timeout:
                draft.Timeout = (int)Number(option, 0, int.MaxValue / 1000, "timeout") * 1000;
                break;
            case Opt.ReuseAddress:
                draft.Ask(SocketOptionKey.ReuseAddress, Switch(option));
                break;
            case Opt.ReusePort:
                draft.Ask(SocketOptionKey.ReusePort, Switch(option));
                break;
        }
    }

    private static long Number(GivenOption option, long least, long most, string noun)
        => StrToNum.Read(option.Value!, least, most, out long value) is { } fault
            ? throw new NcExit(1, $"{noun} {fault}: {option.Value}")
            : value;

    private static int Switch(GivenOption option) => option.Value switch
    {
        null or "on" => 1,
        "off" => 0,
        _ => throw new NcExit(1, $"{option.Row.LongName} is neither on nor off: {option.Value}"),
    };
}
