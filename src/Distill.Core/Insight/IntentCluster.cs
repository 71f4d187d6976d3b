namespace Distill.Core.Insight;

/// <summary>Prompts that resemble each other.</summary>
/// <param name="Words">Words that tell it from the others, the most telling first.</param>
/// <param name="Count">Its prompts among those looked at.</param>
/// <param name="Share">Their share.</param>
/// <param name="Example">The prompt nearest to its centre, cut to 200 units.</param>
public sealed record IntentCluster(IReadOnlyList<string> Words, long Count, double Share, string Example);
