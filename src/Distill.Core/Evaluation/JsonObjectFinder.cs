using System.Text;
using System.Text.Json;

namespace Distill.Core.Evaluation;

/// <summary>Finds the JSON objects in a model's text: in fences, in prose, with full-width punctuation or single quotes.</summary>
internal static class JsonObjectFinder
{
    // A text with more unclosed braces than this is no answer; the limit keeps the search linear.
    private const int MaxAttempts = 64;

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The outermost objects, in order. Elements stay valid; nothing is to be disposed.</summary>
    public static IReadOnlyList<JsonElement> Find(string text)
    {
        var found = new List<JsonElement>();
        var at = 0;
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var start = text.AsSpan(at).IndexOfAny('{', '｛');
            if (start < 0)
            {
                break;
            }

            at += start;
            var (element, end) = Read(text, at);
            if (element is { } value)
            {
                found.Add(value);
            }

            at = element is null ? at + 1 : end;
        }

        return found;
    }

    /// <summary>The element at a path of names and array positions, or null.</summary>
    public static JsonElement? At(JsonElement element, IReadOnlyList<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var field))
            {
                element = field;
            }
            else if (element.ValueKind == JsonValueKind.Array && int.TryParse(name, out var i) && i >= 0 && i < element.GetArrayLength())
            {
                element = element[i];
            }
            else
            {
                return null;
            }
        }

        return element;
    }

    private static (JsonElement? Element, int End) Read(string text, int start)
    {
        var json = new StringBuilder();
        var depth = 0;
        for (var i = start; i < text.Length; i++)
        {
            var unit = text[i];
            if (unit is '"' or '“' or '”' or '\'')
            {
                i = CopyString(text, i, json);
                continue;
            }

            var plain = Plain(unit);
            _ = json.Append(plain);
            depth += plain switch
            {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            if (depth == 0)
            {
                return (Parse(json.ToString()), i + 1);
            }
        }

        return (null, text.Length);
    }

    /// <summary>Copies a string literal with ASCII quotes around it; returns the position of its closing quote.</summary>
    private static int CopyString(string text, int start, StringBuilder json)
    {
        var ascii = text[start] is '"' or '\'';
        _ = json.Append('"');
        var i = start + 1;
        for (; i < text.Length; i++)
        {
            var unit = text[i];
            if (ascii ? unit == text[start] : unit is '“' or '”')
            {
                break;
            }

            if (unit == '\\' && i + 1 < text.Length)
            {
                // \' is no JSON escape; everything else is left to the parser.
                _ = text[i + 1] == '\'' ? json.Append('\'') : json.Append(unit).Append(text[i + 1]);
                i++;
            }
            else
            {
                Escape(unit, json);
            }
        }

        _ = json.Append('"');
        return i;
    }

    // Models break lines inside strings and put ASCII quotes inside Chinese ones; JSON allows neither bare.
    private static void Escape(char unit, StringBuilder json) =>
        _ = unit switch
        {
            '"' => json.Append("\\\""),
            '\n' => json.Append("\\n"),
            '\r' => json.Append("\\r"),
            '\t' => json.Append("\\t"),
            _ => json.Append(unit),
        };

    private static char Plain(char unit) =>
        unit switch
        {
            '｛' => '{',
            '｝' => '}',
            '：' => ':',
            '，' => ',',
            '［' => '[',
            '］' => ']',
            '\u3000' or '\u00A0' => ' ',
            >= '０' and <= '９' => (char)(unit - '０' + '0'),
            _ => unit,
        };

    private static JsonElement? Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
