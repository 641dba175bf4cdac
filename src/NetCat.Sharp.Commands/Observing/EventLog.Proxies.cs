namespace NetCat.Sharp.Commands.Observing;

/// <content>Proxies.</content>
internal sealed partial class EventLog
{
    /// <summary>A proxy has accepted the user and the password.</summary>
    /// <param name="host">The host of the proxy as typed.</param>
    /// <param name="port">The port of the proxy as typed.</param>
    /// <param name="scheme">How user and password were sent.</param>
    internal void ProxyAuthenticated(string host, string port, string scheme)
    {
        JsonLine line = Begin("proxy-authenticated");
        line.Field("proxy"u8, host);
        line.Field("proxy-port"u8, port);
        line.Field("scheme"u8, scheme);
        Write(line);
    }
}
