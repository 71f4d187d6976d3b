using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Distill.Core.Dedup;
using Distill.Core.Samples;

namespace Distill.Core.Augmentation;

/// <summary>The prompt that asks a teacher for new texts: one user turn, in the language of the seed. Its form is a contract, documented in docs/augmentation.md.</summary>
/// <remarks>
/// The turn holds, in this order, the instruction, <c>&lt;augment&gt;{"method","count","class"?,"batch"?}&lt;/augment&gt;</c> for programs that stand in for a model,
/// <c>&lt;used_in&gt;…&lt;/used_in&gt;</c> when the prompts share a template, one <c>&lt;seed&gt;…&lt;/seed&gt;</c> for each seed, and the form of the answer: a JSON array of texts.
/// </remarks>
public sealed partial record AugmentationPrompt
{
    /// <summary>Version of the wording; it is noted on each row, and changes with every change of the wording.</summary>
    public const string TemplateVersion = "1";

    /// <summary>Tokens of a prompt without its seeds, about.</summary>
    internal const int InstructionTokens = 260;

    // Enough to see what the texts are for; the rest of a long instruction would only cost.
    private const int ShownTemplate = 600;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>How the texts are made.</summary>
    public required AugmentationMethod Method { get; init; }

    /// <summary>The class that they are to have; empty for none.</summary>
    public string Label { get; init; } = "";

    /// <summary>The texts of the seeds; at least one.</summary>
    public required IReadOnlyList<string> Texts { get; init; }

    /// <summary>How many are asked for.</summary>
    public required int Count { get; init; }

    /// <summary>The how-manieth time that these seeds are shown for this method, from 1.</summary>
    public int Batch { get; init; } = 1;

    /// <summary>What the prompts around the texts have in common.</summary>
    public PromptTemplate Template { get; init; } = PromptTemplate.None;

    /// <summary>The conversation: one user turn.</summary>
    public IReadOnlyList<Message> Build()
    {
        var chinese = Texts.Any(IsChinese);
        var parts = new List<string> { AugmentationWording.Instruction(this, chinese), $"<augment>{Task()}</augment>" };
        if (Template != PromptTemplate.None)
        {
            parts.Add(Section("used_in", $"{Shorten(Template.Prefix)}…{Shorten(Template.Suffix)}"));
        }

        parts.AddRange(Texts.Select(text => Section("seed", text)));
        parts.Add(AugmentationWording.Answer(Count, chinese));
        return [Message.User(string.Join("\n\n", parts))];
    }

    /// <summary>True for a text with a character of Chinese script.</summary>
    internal static bool IsChinese(string text) => text.Any(character => character is >= '\u4e00' and <= '\u9fff');

    private string Task()
    {
        var task = new Dictionary<string, object> { ["method"] = AugmentationMethods.NameOf(Method), ["count"] = Count };
        if (Label.Length > 0)
        {
            task["class"] = Label;
        }

        if (Batch > 1)
        {
            task["batch"] = Batch;
        }

        return Fence(JsonSerializer.Serialize(task, Readable));
    }

    private static string Shorten(string text) => text.Length <= ShownTemplate ? text : text[..ShownTemplate];

    private static string Section(string tag, string material) => $"<{tag}>\n{Fence(material)}\n</{tag}>";

    // Material must not end its part and speak to the teacher.
    private static string Fence(string material) => Tag().Replace(material, "<\\${tag}");

    [GeneratedRegex(@"<(?<tag>/?\s*(?:augment|used_in|seed)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
