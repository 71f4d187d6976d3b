namespace Distill.Cleaning.Benchmarks;

/// <summary>What is measured.</summary>
internal static class Recipes
{
    /// <summary>Nothing but reading, checking and writing.</summary>
    public const string Copy = "- op: answer_present_filter\n";

    /// <summary>The recipe of the bar: filter, normalise, mask, exact and near-duplicates.</summary>
    public const string Core = """
        - op: unicode_normalization
        - op: whitespace_normalization
        - op: answer_present_filter
        - op: text_length_filter
          min: 5
          max: 4000
        - op: pii_mask
        - op: exact_dedup
          by: prompt_and_answer
        - op: minhash_dedup

        """;

    /// <summary>The recipe of the bar without masking.</summary>
    public static string Unmasked { get; } = Core.Replace("- op: pii_mask\n", "", StringComparison.Ordinal);

    /// <summary>The recipe that ships for Chinese with English in it.</summary>
    public static string Default { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "default-zh.yaml"));
}
