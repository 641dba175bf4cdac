using System;
using System.Collections.Generic;
using System.Text;
using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.IO;
using NetCat.Sharp.Proxies;
using NetCat.Sharp.Strings;
using NetCat.Sharp.Terminal;

namespace NetCat.Sharp.Commands.Running;

/// <summary>Connects through a proxy, with a new connection to it for each port.</summary>
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

    /// <summary>Returns a socket that the proxy has connected to the target, or null if the proxy cannot be reached.</summary>
    /// <exception cref="NcExit">The proxy refused, or no password can be read.</exception>
    internal OwnedDescriptor? Dial(string host, int port)
    {
        try
        {
            if (_call.ProxyLogin is { } login)
            {
                return DialWith(login, host, port);
            }

            for (int asked = 0; asked <= MostPasswords; asked++)
            {
                OwnedDescriptor? socket = _dialer.Dial(0, _proxy.Port, out _);
                if (socket is null || Ask(new Handshake(socket.Number, _call.ConnectBy(_plan.ConnectTimeout).Left), host, port, withPassword: asked > 0))
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
            _call.Limit.Check();
            throw new NcExit(1, failure.Line) { Reason = ExitReason.ProxyRefused, IsLasting = failure.IsLasting };
        }
    }

    private OwnedDescriptor? DialWith(ProxyCredentials login, string host, int port)
    {
        List<AuthChallenge> challenges = [];
        string? answer = null;
        string scheme = "";
        for (int attempt = 0; ; attempt++)
        {
            OwnedDescriptor? socket = _dialer.Dial(0, _proxy.Port, out _);
            if (socket is null)
            {
                return null;
            }

            bool isOpen = false;
            try
            {
                Handshake handshake = new(socket.Number, _call.ConnectBy(_plan.ConnectTimeout).Left);
                if (_proxy.Protocol == ProxyProtocol.Socks5)
                {
                    scheme = Socks.Connect5(handshake, host, port, login) ? "SOCKS5 password" : "";
                    isOpen = true;
                }
                else
                {
                    isOpen = HttpConnect.Connect(handshake, host, port, answer, challenges);
                }
            }
            finally
            {
                if (!isOpen)
                {
                    // A reset avoids TIME_WAIT, so that the next connection can use the same local port.
                    Descriptors.ResetAtClose(socket.Number);
                    socket.Dispose();
                }
            }

            if (isOpen)
            {
                Accepted(scheme);
                return socket;
            }

            string uri = Encoding.Latin1.GetString(RawText.Encode(HttpConnect.Target(host, port)));
            bool wasSent = answer is not null;
            answer = ProxyAuthorization.Answer(challenges, login, uri, out scheme, out bool isStale);
            if (wasSent && (!isStale || attempt > 1))
            {
                throw ProxyFailure.Unauthenticated();
            }

            challenges.Clear();
        }
    }

    private void Accepted(string scheme)
    {
        if (scheme.Length == 0)
        {
            return;
        }

        _call.Events?.ProxyAuthenticated(_proxy.Host, _proxy.Port, scheme);
        if (_plan.Verbose)
        {
            _call.Say("Proxy authentication: " + scheme);
        }
    }

    /// <summary>Sends the request; false if the proxy requires a password that the user can type.</summary>
    private bool Ask(Handshake handshake, string host, int port, bool withPassword)
    {
        switch (_proxy.Protocol)
        {
            case ProxyProtocol.HttpConnect:
                return HttpConnect.Connect(handshake, host, port, withPassword ? Credentials : null, mayAsk: _proxy.User is not null);
            case ProxyProtocol.Socks4:
                Socks.Connect4(handshake, host, port);
                return true;
            case ProxyProtocol.Socks4A:
                Socks.Connect4A(handshake, host, port);
                return true;
            default:
                _ = Socks.Connect5(handshake, host, port);
                return true;
        }
    }

    /// <summary>The user's name, a colon and the password, which is read from the terminal.</summary>
    private byte[] Credentials()
    {
        byte[] prompt = RawText.Encode(string.Concat("Proxy password for ", _proxy.User + "@", _proxy.Host + ": "));
        byte[]? password = Passphrase.Ask(prompt.AsSpan(0, Math.Min(prompt.Length, LongestPrompt)), LongestPassword);
        return password is null
            ? throw new NcExit(1, "Unable to read proxy passphrase")
            : [.. RawText.Encode(_proxy.User + ":"), .. password];
    }
}
