namespace Distill.Core.Samples;

/// <summary>The answer that a sample teaches.</summary>
public static class TaughtAnswer
{
    /// <summary>The last assistant turn of the preferred continuation of a preference sample, else the closing assistant turn; null when there is none.</summary>
    public static string? Of(Sample sample) => sample.Chosen is null ? sample.Answer : Last(sample.Chosen)?.Content;

    private static Message? Last(IReadOnlyList<Message> turns) => turns is [.., { Role: MessageRoles.Assistant } last] ? last : null;
}
