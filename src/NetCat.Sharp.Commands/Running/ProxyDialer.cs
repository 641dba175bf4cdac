using System.Text;
using NetCat.Sharp.Commands.Planning;
using NetCat.Sharp.Native;
using NetCat.Sharp.Proxies;

namespace NetCat.Sharp.Commands.Running;

/// <summary>Connections through a proxy, a new one for each port.</summary>
internal sealed class ProxyDialer
{
    private const int MostPasswords = 3;
    private const int LongestPassword = 255;

    private readonly Invocation _call;
    private readonly NcPlan _plan;
    private readonly ProxyPlan _proxy;
    private readonly Dialer _dialer;
    private int _asked;

    /// <exception cref="NcExit">The proxy's name or port does not resolve.</exception>
    internal ProxyDialer(Invocation call, NcPlan plan, ProxyPlan proxy)
    {
        _call = call;
        _plan = plan;
        _proxy = proxy;
        _dialer = new Dialer(call, plan, proxy.Host, proxy.Port, namesAddress: false);
    }

    /// <summary>A socket that the proxy has connected to the target, or -1 where the proxy cannot be reached.</summary>
    /// <exception cref="NcExit">The proxy refused, or no password can be had.</exception>
    internal int Dial(string host, int port)
    {
        try
        {
            string? credentials = null;
            while (true)
            {
                int socket = _dialer.Dial(0, _proxy.Port, out _);
                if (socket < 0 || Ask(new Handshake(socket, _plan.ConnectTimeout), host, port, credentials))
                {
                    return socket;
                }

                _ = Libc.Close(socket);
                if (credentials is not null)
                {
                    _call.Say("Proxy authentication failed");
                }

                credentials = NextCredentials();
            }
        }
        catch (ProxyFailure failure)
        {
            throw new NcExit(1, failure.Line);
        }
    }

    /// <summary>Whether the connection is made; false where the proxy wants a password that the user may have.</summary>
    private bool Ask(Handshake handshake, string host, int port, string? credentials)
    {
        switch (_proxy.Protocol)
        {
            case ProxyProtocol.HttpConnect:
                return HttpConnect.Connect(handshake, host, port, credentials, mayAsk: _proxy.User is not null);
            case ProxyProtocol.Socks4:
                Socks.Connect4(handshake, host, port);
                return true;
            default:
                Socks.Connect5(handshake, host, port);
                return true;
        }
    }

    private string NextCredentials()
    {
        if (_asked++ >= MostPasswords)
        {
            throw new NcExit(1, "Too many authentication failures");
        }

        byte[]? password = Passphrase.Ask($"Proxy password for {_proxy.User}@{_proxy.Host}: ", LongestPassword);
        return password is null
            ? throw new NcExit(1, "Unable to read proxy passphrase")
            : $"{_proxy.User}:{Encoding.UTF8.GetString(password)}";
    }
}
