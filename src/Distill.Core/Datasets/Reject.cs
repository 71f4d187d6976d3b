using System.Text.Json.Nodes;

namespace Distill.Core.Datasets;

/// <summary>A record that did not go on: a bad line or a row that an operator dropped. One JSON object a line in the rejects file.</summary>
/// <param name="File">Source file or shard.</param>
/// <param name="Line">Line in it, from 1.</param>
/// <param name="Offset">Byte offset of the line, or null where unknown.</param>
/// <param name="Id">Id of the record, or null when it has none yet.</param>
/// <param name="Operator">Who rejected it, for example <c>import</c> or <c>exact_dedup</c>.</param>
/// <param name="Reason">Short stable reason, for example <c>malformed_json</c>.</param>
/// <param name="Detail">What a person needs to mend it: field, message; <c>kept</c> for a duplicate.</param>
public sealed record Reject(string File, long Line, long? Offset, string? Id, string Operator, string Reason, JsonObject? Detail = null);
