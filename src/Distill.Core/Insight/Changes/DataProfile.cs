namespace Distill.Core.Insight.Changes;

/// <summary>What a set of samples is like, in the few figures that one pass over them gives.</summary>
/// <param name="Records">Samples.</param>
/// <param name="Duplicates">Samples whose normalised prompt and answer an earlier one has.</param>
/// <param name="Fields">Lengths, tokens, turns, language, classes of the answers and labels.</param>
public sealed record DataProfile(long Records, long Duplicates, IReadOnlyList<FieldInsight> Fields)
{
    /// <summary>The field of a name, or null.</summary>
    public FieldInsight? Field(string name) => Fields.FirstOrDefault(field => field.Name == name);
}
