using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace NetCat.Sharp.Differential.Outside;

/// <summary>/etc/services.</summary>
internal static partial class ServicePorts
{
    private const string Services = "/etc/services";

    /// <summary>The ports that have a name on this machine.</summary>
    internal static HashSet<int> Named()
        => [.. ServiceLine().Matches(File.Exists(Services) ? File.ReadAllText(Services) : "")
            .Select(static match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"\s(\d+)/(?:tcp|udp)")]
    private static partial Regex ServiceLine();
}
