namespace Distill.Core.Formats.Logs;

/// <summary>Which fields of a log record say what, besides <c>request</c> and <c>response</c>.</summary>
/// <param name="Id">Names of the id, the first that is there counts.</param>
/// <param name="Time">Name of the time.</param>
internal sealed record ExchangeFields(IReadOnlyList<string> Id, string Time)
{
    /// <summary>Qianfan: <c>requestid, timestamp, asid</c>.</summary>
    public static ExchangeFields Qianfan { get; } = new(["requestid", "request_id", "id"], "timestamp");

    /// <summary>NVIDIA data flywheel: <c>timestamp, workload_id, client_id</c>; the completion's id stands for the record.</summary>
    public static ExchangeFields Nvidia { get; } = new(["id"], "timestamp");
}
