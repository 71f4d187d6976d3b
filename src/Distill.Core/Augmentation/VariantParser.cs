using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Distill.Core.Operators;
using Distill.Core.Samples;

namespace Distill.Core.Augmentation;

/// <summary>Reads the texts of an answer: a JSON array, in a fence, within words, or cut off; a JSON object that holds one; or a numbered or bulleted list. Not thread-safe.</summary>
public sealed partial class VariantParser
{
    private static readonly string[] Names = ["text", "content", "prompt", "question", "instruction", "input", "文本", "内容", "问题"];

    private readonly CleaningRun _refusals = Refusals();

    /// <summary>Reads an answer; never throws on one.</summary>
    public ParsedVariants Parse(string answer)
    {
        if (string.IsNullOrWhiteSpace(answer))
        {
            return new ParsedVariants([], "empty_answer");
        }

        var texts = FromJson(answer) ?? FromList(answer);
        if (texts.Count > 0)
        {
            return new ParsedVariants(texts, null);
        }

        var asked = new Sample { Id = "answer", Messages = [Message.User("?"), Message.Assistant(answer)] };
        return new ParsedVariants([], _refusals.Process(asked)?.Drop is null ? "no_list" : "refusal");
    }

    private static List<string>? FromJson(string answer)
    {
        var start = answer.IndexOf('[', StringComparison.Ordinal);
        while (start >= 0)
        {
            if (ReadArray(Encoding.UTF8.GetBytes(answer[start..])) is { Count: > 0 } texts)
            {
                return texts;
            }

            start = answer.IndexOf('[', start + 1);
        }

        return null;
    }

    /// <summary>The texts up to where the array ends, breaks off or stops being JSON.</summary>
    private static List<string> ReadArray(byte[] json)
    {
        var texts = new List<string>();
        // Not the final block: a cut answer is then an end without an error.
        var reader = new Utf8JsonReader(json, isFinalBlock: false, default);
        try
        {
            string? name = null;
            string? chosen = null;
            while (reader.Read() && !(reader.TokenType == JsonTokenType.EndArray && reader.CurrentDepth == 0))
            {
                if (reader.TokenType == JsonTokenType.String && reader.CurrentDepth == 1)
                {
                    Add(texts, reader.GetString());
                }
                else if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    name = reader.GetString();
                }
                else if (reader.TokenType == JsonTokenType.String && reader.CurrentDepth == 2 && Names.Contains(name))
                {
                    chosen ??= reader.GetString();
                }
                else if (reader.TokenType == JsonTokenType.EndObject)
                {
                    Add(texts, chosen);
                    chosen = null;
                }
            }
        }
        catch (JsonException)
        {
            // What was whole before the fault stands; the caller sees an empty list as no array.
        }

        return texts;
    }

    private static List<string> FromList(string answer)
    {
        var texts = new List<string>();
        foreach (var line in answer.Split('\n'))
        {
            if (Item().Match(line) is { Success: true } item)
            {
                Add(texts, item.Groups["text"].Value);
            }
        }

        return texts;
    }

    private static void Add(List<string> texts, string? text)
    {
        if (text?.Trim() is { Length: > 0 } trimmed)
        {
            texts.Add(trimmed);
        }
    }

    private static CleaningRun Refusals()
    {
        var (recipe, errors) = Recipe.Bind([new OperatorSpec { Op = "refusal_filter" }], new OperatorContext());
        var run = (recipe ?? throw new InvalidOperationException(errors[0].Message)).Start();
        _ = run.NextPass();
        return run;
    }

    [GeneratedRegex(@"^\s*(?:\d{1,3}\s*[.)、．）:：]|[（(]\d{1,3}[)）]|[-*•])\s*(?<text>\S.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Item();
}
