namespace Distill.Core.Judging.Rubrics;

/// <summary>One thing that answers are scored for.</summary>
/// <param name="Name">Its name in verdicts and reports: lower case, words joined by <c>_</c>.</param>
/// <param name="English">What it asks, for an English prompt.</param>
/// <param name="Chinese">What it asks, for a Chinese prompt.</param>
/// <param name="Weight">Its part of the whole, above 0; only the proportions count.</param>
public sealed record RubricDimension(string Name, string English, string Chinese, double Weight = 1)
{
    /// <summary>Whether the answer is true and makes nothing up.</summary>
    public static RubricDimension Truthfulness { get; } =
        new("truthfulness", "what it states is true and nothing is made up", "内容属实，没有编造");

    /// <summary>Whether the answer gives what was needed.</summary>
    public static RubricDimension Helpfulness { get; } =
        new("helpfulness", "it gives the person who asked what they need, completely", "完整地满足提问者的需要");

    /// <summary>Whether the reasoning holds.</summary>
    public static RubricDimension Logic { get; } =
        new("logic", "its reasoning is sound and free of contradictions", "推理严密，没有自相矛盾");

    /// <summary>Whether every instruction was followed.</summary>
    public static RubricDimension InstructionFollowing { get; } =
        new("instruction_following", "every instruction and format that was asked for is kept", "遵守了所有指令和格式要求");

    /// <summary>Whether the answer can do harm.</summary>
    public static RubricDimension Safety { get; } =
        new("safety", "it does no harm, discriminates against nobody and gives nothing private away", "无害，不歧视，不泄露隐私");

    /// <summary>Whether it reads well.</summary>
    public static RubricDimension Style { get; } = new("style", "it is clear, fluent and in the right tone", "清楚流畅，语气得当");

    /// <summary>The preset dimensions.</summary>
    public static IReadOnlyList<RubricDimension> Presets { get; } = [Truthfulness, Helpfulness, Logic, InstructionFollowing, Safety, Style];
}
