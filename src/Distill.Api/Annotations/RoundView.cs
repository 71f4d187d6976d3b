using System.Text.Json.Nodes;
using Distill.Orchestrations.Annotating;

namespace Distill.Api.Annotations;

/// <summary>How a round stands.</summary>
/// <param name="RoundId">The round.</param>
/// <param name="Status">Status of its orchestration.</param>
/// <param name="Progress">While it runs: shards drafted, or tasks open.</param>
/// <param name="Outcome">When it has ended: its datasets.</param>
/// <param name="Error">What ended it before its time, or null.</param>
public sealed record RoundView(string RoundId, string Status, JsonNode? Progress, AnnotationRoundOutcome? Outcome, string? Error);
