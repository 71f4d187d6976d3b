using System.Text.Json.Nodes;
using Distill.Core.Runs;

namespace Distill.Api.Runs;

/// <summary>A run as the API shows it.</summary>
/// <param name="Run">The record.</param>
/// <param name="Progress">What the orchestration says of itself: stage, shards, records, cost; null before it has begun.</param>
public sealed record RunView(RunRecord Run, JsonNode? Progress);
