using NetCat.Sharp.Serving;
using NetCat.Sharp.Tls;

namespace NetCat.Sharp.Commands.CommandLine.Planning;

/// <summary>--forward: a connection to a target for each client, in place of stdin and stdout.</summary>
/// <param name="Target">Where clients are forwarded to.</param>
/// <param name="MostAtOnce">Of a listener that keeps on: how many clients are served at a time.</param>
/// <param name="Tls">Protects the connections to the target; null leaves them plain.</param>
internal sealed record ForwardPlan(ForwardTarget Target, int MostAtOnce, TlsOptions? Tls);
