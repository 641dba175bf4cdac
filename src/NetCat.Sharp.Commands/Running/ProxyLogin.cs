using NetCat.Sharp.Commands.CommandLine.Planning;
using NetCat.Sharp.Commands.Invocation;
using NetCat.Sharp.IO;
using NetCat.Sharp.Processes;
using NetCat.Sharp.Proxies;
using NetCat.Sharp.Strings;

namespace NetCat.Sharp.Commands.Running;

/// <summary>The user and the password for a proxy, from a file, a descriptor or the environment. No message shows any part of them.</summary>
internal static class ProxyLogin
{
    private const string Variable = "NC_PROXY_AUTH";
    private const string Option = "proxy-auth-file";

    /// <summary>The most bytes of a line; more than the longest user and password.</summary>
    private const int Longest = 1024;

    /// <summary>Reads them before nc opens any file, which could get the descriptor's number. Null if there are none.</summary>
    /// <exception cref="NcExit">They cannot be read, or the time is over.</exception>
    internal static ProxyCredentials? Read(RunContext call, ProxyPlan proxy)
    {
        if (proxy.Auth is null)
        {
            byte[]? value = proxy.TakesLogin ? EnvironmentVariable.Take(Variable) : null;
            return value is null or [] ? null : Checked(value, Variable);
        }

        SideTarget from = proxy.Auth;
        string place = from.File is { } file ? string.Concat(Option, " ", Printable.Of(file)) : $"{Option} fd {from.Descriptor}";
        byte[] text = [];
        int error = 0;
        bool inTime = call.Limit.Allows(() => error = from.File is { } path
            ? FileReading.FirstLine(path, Longest, out text)
            : FileReading.FirstLine(from.Descriptor, Longest, out text));
        return !inTime ? throw call.Limit.Over() : error < 0 ? throw NcExit.Failed(place, -error) : Checked(text, place);
    }

    private static ProxyCredentials Checked(byte[] text, string place)
        => ProxyCredentials.Read(text, out string? fault) ?? throw new NcExit(1, string.Concat(place, ": ", fault));
}
