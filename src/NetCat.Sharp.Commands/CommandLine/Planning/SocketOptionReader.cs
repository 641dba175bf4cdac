using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>The options that result in one setsockopt(2) call.</summary>
internal static class SocketOptionReader
{
    /// <summary>The largest window that nc accepts, in bytes: the one with TCP's largest scale (RFC 7323).</summary>
    private const int LargestWindow = 65536 << 14;

    /// <exception cref="NcExit">A value is out of bounds.</exception>
    internal static void Read(ParsedOption option, OptionValues draft)
    {
        switch (option.Row.Id)
        {
            case Opt.Broadcast:
                draft.Ask(SocketOptionKey.Broadcast, 1);
                break;
            case Opt.Debug:
                draft.Ask(SocketOptionKey.Debug, 1);
                break;
            case Opt.ReceiveBuffer:
                draft.Ask(SocketOptionKey.ReceiveBuffer, (int)OptionReader.Number(option, 1, LargestWindow, "TCP receive window"));
                break;
            case Opt.SendBuffer:
                draft.Ask(SocketOptionKey.SendBuffer, (int)OptionReader.Number(option, 1, LargestWindow, "TCP send window"));
                break;
            case Opt.TimeToLive:
                draft.Ask(SocketOptionKey.TimeToLive, Hops(option, "ttl"));
                break;
            case Opt.MinimumTimeToLive:
                draft.Ask(SocketOptionKey.MinimumTimeToLive, Hops(option, "minttl"));
                break;
            case Opt.TypeOfService:
                int service = TypeOfServiceValue.Read(option.Value!);
                draft.Ask(SocketOptionKey.TypeOfService, service < 0 ? throw new NcExit(1, $"illegal tos value {option.Value}") : service);
                break;
            case Opt.TcpMd5:
                byte[]? key = draft.Inputs.ReadSignatureKey();
                draft.Ask(new SocketOptionValue(SocketOptionKey.TcpMd5, 1)
                {
                    Bytes = key ?? throw new NcExit(1, "Unable to read TCP MD5SIG password"),
                });
                break;
            case Opt.ReuseAddress:
                draft.Ask(SocketOptionKey.ReuseAddress, Switch(option));
                break;
            case Opt.ReusePort:
                draft.Ask(SocketOptionKey.ReusePort, Switch(option));
                break;
            case Opt.SocketOption:
                _ = NamedOptions.Find(option.Value!);
                draft.Ask(option.Value!);
                break;
        }
    }

    private static int Hops(ParsedOption option, string noun)
        => StrToNum.Read(option.Value!, 0, byte.MaxValue, out long value) is { } fault ? throw new NcExit(1, $"{noun} is {fault}") : (int)value;

    private static int Switch(ParsedOption option) => option.Value switch
    {
        null or "on" => 1,
        "off" => 0,
        _ => throw new NcExit(1, $"{option.Row.LongName} is neither on nor off: {Printable.Of(option.Value)}"),
    };
}
