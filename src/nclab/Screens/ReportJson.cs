using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NetCat.Sharp.Lab.Experiments;

namespace NetCat.Sharp.Lab.Screens;

/// <summary>Every document that --json prints, its names from the records' in camel case.</summary>
[JsonSerializable(typeof(TupleReport))]
[JsonSerializable(typeof(MatrixReport))]
[JsonSerializable(typeof(TimeWaitReport))]
[JsonSerializable(typeof(BalanceReport))]
[JsonSerializable(typeof(OwnerReport))]
[JsonSerializable(typeof(UdpReport))]
[JsonSerializable(typeof(SocketsReport))]
[JsonSerializable(typeof(OptionsReport))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>Quotation marks and plus signs as people read them: the document goes to a terminal or a pipe, never into a web page.</summary>
    internal static ReportJson Readable { get; } =
        new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, PropertyNamingPolicy = JsonNamingPolicy.CamelCase });
}
