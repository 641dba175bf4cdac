using System;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.IO;
using NetCat.Sharp.Proxies;
using NetCat.Sharp.Strings;
using NetCat.Sharp.Terminal;

namespace NetCat.Sharp.Commands.Running;

/// <summary>Connections through a proxy, a new one for each port.</summary>
internal sealed class ProxyDialer
{
    private const int MostPasswords = 3;
    private const int LongestPassword = 255;
    private const int LongestPrompt = 511;

    private readonly RunContext _call;
    private readonly NcPlan _plan;
    private readonly ProxyPlan _proxy;
    private readonly Dialer _dialer;

    /// <exception cref="NcExit">The proxy's name or port does not resolve.</exception>
    internal ProxyDialer(RunContext call, NcPlan plan, ProxyPlan proxy)
    {
        _call = call;
        _plan = plan;
        _proxy = proxy;
        _dialer = new Dialer(call, plan, proxy.Host, proxy.Port, namesAddress: false);
    }

    /// <summary>Why the proxy could not be reached.</summary>
    internal ExitReason Failure => _dialer.Failure;

    /// <summary>A socket that the proxy has connected to the target, or null where the proxy cannot be reached.</summary>
    /// <exception cref="NcExit">The proxy refused, or no password can be had.</exception>
    internal OwnedDescriptor? Dial(string host, int port)
    {
        try
        {
            for (int asked = 0; asked <= MostPasswords; asked++)
            {
                OwnedDescriptor? socket = _dialer.Dial(0, _proxy.Port, out _);
                if (socket is null || Ask(new Handshake(socket.Number, _call.ConnectLimit(_plan.ConnectTimeout)), host, port, withPassword: asked > 0))
                {
                    return socket;
                }

                socket.Dispose();
                if (asked > 0)
                {
                    _call.Say("Proxy authentication failed");
                }
            }

            throw new NcExit(1, "Too many authentication failures") { Reason = ExitReason.ProxyRefused };
        }
        catch (ProxyFailure failure)
        {
            _call.Deadline.Check();
            throw new NcExit(1, failure.Line) { Reason = ExitReason.ProxyRefused };
        }
    }

    /// <summary>Whether the connection is made; false where the proxy wants a password that the user may have.</summary>
    private bool Ask(Handshake handshake, string host, int port, bool withPassword)
    {
        switch (_proxy.Protocol)
        {
            case ProxyProtocol.HttpConnect:
                return HttpConnect.Connect(handshake, host, port, withPassword ? Credentials : null, mayAsk: _proxy.User is not null);
            case ProxyProtocol.Socks4:
                Socks.Connect4(handshake, host, port);
                return true;
            default:
                Socks.Connect5(handshake, host, port);
                return true;
        }
    }

    /// <summary>The user's name, a colon and the password that is typed now.</summary>
    private byte[] Credentials()
    {
        byte[] prompt = RawText.Encode(string.Concat("Proxy password for ", _proxy.User + "@", _proxy.Host + ": "));
        byte[]? password = Passphrase.Ask(prompt.AsSpan(0, Math.Min(prompt.Length, LongestPrompt)), LongestPassword);
        return password is null
            ? throw new NcExit(1, "Unable to read proxy passphrase")
            : [.. RawText.Encode(_proxy.User + ":"), .. password];
    }
}
