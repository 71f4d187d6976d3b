using System.Text.Json.Nodes;

namespace Distill.Core.Operators;

/// <summary>Why an operator drops a sample.</summary>
/// <param name="Reason">Short stable reason, for example <c>too_long</c>.</param>
/// <param name="Detail">What a person needs to judge the drop: the measured value and the limit, the phrase found, the survivor's id.</param>
public sealed record Drop(string Reason, JsonObject? Detail = null);
