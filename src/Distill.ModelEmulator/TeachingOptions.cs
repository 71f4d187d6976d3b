namespace Distill.ModelEmulator;

/// <summary>What a teacher learns at start-up, and how it answers.</summary>
public sealed class TeachingOptions
{
    /// <summary>Labelled file: <c>.tsv</c>, <c>.csv</c> (both with a header) or <c>.jsonl</c>. Needed.</summary>
    public string? TrainingFile { get; set; }

    /// <summary>Column of the text. Default <c>text</c>.</summary>
    public string TextColumn { get; set; } = "text";

    /// <summary>Column of the label. Default <c>label</c>.</summary>
    public string LabelColumn { get; set; } = "label";

    /// <summary>Answer of a label: <c>{label}</c> stands for it. Default <c>{label}</c>.</summary>
    public string AnswerTemplate { get; set; } = "{label}";

    /// <summary>Answers by label; a label that is absent here takes <see cref="AnswerTemplate"/>. Default none.</summary>
    public IDictionary<string, string> Answers { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The text to judge begins after the last occurrence of this in the last user message. Default null: the whole message.</summary>
    public string? InputAfter { get; set; }

    /// <summary>… and ends before the first following occurrence of this. Default null: at the end of the message.</summary>
    public string? InputBefore { get; set; }
}
