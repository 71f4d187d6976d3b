namespace Distill.ModelEmulator.Judging;

/// <summary>What real judges answer when they give no verdict.</summary>
internal static class MalformedVerdict
{
    private static readonly string[] Texts =
    [
        "I'm sorry, but I can't help with evaluating this content.",
        "",
        "Both answers have their merits, and it depends on what the reader needs.",
        "{\"score\": 42, \"winner\": \"neither of them, really\", \"reason\": \"off the scale\"}",
        "评判需要更多信息，无法给出结论。",
        "{\"scores\": {\"unfinished",
    ];

    /// <summary>One of them.</summary>
    public static string Of(Random random) => Texts[random.Next(Texts.Length)];
}
