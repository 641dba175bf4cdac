using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NetCat.Sharp.Lab.Experiments;

namespace NetCat.Sharp.Lab.Screens;

/// <summary>The documents that --json prints. Their names are the records' names in camel case.</summary>
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
    /// <summary>Quotation marks and plus signs are not escaped: the document is not embedded in HTML.</summary>
    internal static ReportJson Readable { get; } =
        new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, PropertyNamingPolicy = JsonNamingPolicy.CamelCase });
}
