using System.Collections.Generic;
using NetCat.Sharp.Lab.Sockets;

namespace NetCat.Sharp.Lab.Experiments;

/// <summary>The socket table, as far as it was asked for.</summary>
internal sealed record SocketsReport(string Experiment, string Kernel, IReadOnlyList<SocketRow> Sockets);
