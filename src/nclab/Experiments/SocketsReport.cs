using System.Collections.Generic;
using NetCat.Sharp.Lab.Sockets;

namespace NetCat.Sharp.Lab.Experiments;

/// <summary>The requested rows of the socket table.</summary>
internal sealed record SocketsReport(string Experiment, string Kernel, IReadOnlyList<SocketRow> Sockets);
