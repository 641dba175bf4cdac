namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>What the shell lines of many tests begin with.</summary>
internal static class ShellText
{
    /// <summary>Waits for the file of <c>--port-file port</c>, and keeps the number in <c>$port</c>.</summary>
    internal const string Await = "until [ -s port ]; do sleep 0.01; done; port=$(cat port); ";

    /// <summary><c>ready FILE</c> waits until a file has content; at the end the jobs of the shell are ended.</summary>
    internal const string Ready = "ready() { until [ -s $1 ]; do sleep 0.01; done; }; trap 'kill $(jobs -p) 2>/dev/null' EXIT; ";
}
