using System.Collections.Generic;
using System.Net;

namespace NetCat.Sharp.Lab.Experiments;

/// <summary>A row of the founding text's table. Option is the content of its first column: "on", "off", or "on or off".</summary>
internal readonly record struct TextRow(int Number, string Option, Place First, Place Second, bool Succeeds);

/// <summary>The addresses of the text's table.</summary>
internal enum Place
{
    /// <summary>192.168.0.1.</summary>
    One,

    /// <summary>10.0.0.1.</summary>
    Another,

    /// <summary>192.168.1.0, which the text combines with the wildcard.</summary>
    Third,

    /// <summary>0.0.0.0.</summary>
    Any,
}

/// <summary>The founding text's table as data. The kernel's answers are measured, not stored.</summary>
internal static class MatrixRows
{
    internal const string OnOrOff = "on or off";
    internal const string On = "on";
    internal const string Off = "off";

    internal static readonly TextRow[] Text =
    [
        new(1, OnOrOff, Place.One, Place.One, false),
        new(2, OnOrOff, Place.One, Place.Another, true),
        new(3, OnOrOff, Place.Another, Place.One, true),
        new(4, Off, Place.Any, Place.Third, false),
        new(5, Off, Place.Third, Place.Any, false),
        new(6, On, Place.Any, Place.Third, true),
        new(7, On, Place.Third, Place.Any, true),
        new(8, OnOrOff, Place.Any, Place.Any, false),
    ];

    /// <summary>
    /// The text's addresses, or loopback addresses if the kernel does not bind foreign ones.
    /// The text names no IPv6 addresses; private ones (RFC 4193) of the same pattern are used.
    /// </summary>
    internal static IReadOnlyDictionary<Place, IPAddress> Addresses(bool ipv6, bool foreign) => (ipv6, foreign) switch
    {
        (false, true) => Named("192.168.0.1", "10.0.0.1", "192.168.1.0", "0.0.0.0"),
        (false, false) => Named("127.0.0.1", "127.0.0.2", "127.0.0.3", "0.0.0.0"),
        (true, _) => Named("fd00:192:168::1", "fd00:10::1", "fd00:192:168:1::", "::"),
    };

    private static Dictionary<Place, IPAddress> Named(string one, string another, string third, string any) => new()
    {
        [Place.One] = IPAddress.Parse(one),
        [Place.Another] = IPAddress.Parse(another),
        [Place.Third] = IPAddress.Parse(third),
        [Place.Any] = IPAddress.Parse(any),
    };
}
