namespace NetCat.Sharp.Tests.RealPrograms;

/// <summary>The first commands of shell lines in many tests.</summary>
internal static class ShellText
{
    /// <summary>Waits for the file of <c>--port-file port</c> and stores the number in <c>$port</c>.</summary>
    internal const string Await = "until [ -s port ]; do sleep 0.01; done; port=$(cat port); ";

    /// <summary>Defines <c>ready FILE</c>, which waits until a file has content; the jobs of the shell are ended when it exits.</summary>
    internal const string Ready = "ready() { until [ -s $1 ]; do sleep 0.01; done; }; trap 'kill $(jobs -p) 2>/dev/null' EXIT; ";
}
