namespace Distill.Inference.Benchmarks;

/// <summary>What the server does from now on; setting it forgets all counts.</summary>
/// <param name="ErrorRate">Share of requests answered 500.</param>
/// <param name="RequestsPerMinute">Limit, enforced strictly over each sliding ten seconds; null is none.</param>
/// <param name="Content">What it answers.</param>
public sealed record ServerSettings(double ErrorRate = 0, int? RequestsPerMinute = null, string Content = ServerSettings.DefaultContent)
{
    /// <summary>What it answers when nothing else is said.</summary>
    public const string DefaultContent = "positive";
}
