using Distill.Core.Normalization;

namespace Distill.Core.Evaluation;

/// <summary>The value is the one label that the answer names.</summary>
/// <remarks>Longer labels are looked for first and taken out, so that "not satisfied" is not read as "satisfied".</remarks>
internal sealed class LabelAnswerExtractor : AnswerExtractor
{
    private readonly List<string> _keys;

    public LabelAnswerExtractor(AnswerFormat format)
        : base(format)
    {
        _keys = [.. format.Labels.Select(TextKey.Of).Distinct(StringComparer.Ordinal).OrderByDescending(key => key.Length)];
        if (_keys.Count == 0 || _keys.Contains("", StringComparer.Ordinal))
        {
            throw new InvalidSettingException("The answer format 'label' needs 'labels', none of them blank.");
        }
    }

    private protected override ExtractedAnswer Read(string answer)
    {
        var text = TextKey.Of(answer);
        if (_keys.Contains(text, StringComparer.Ordinal))
        {
            return ExtractedAnswer.Of(text);
        }

        var found = new List<string>();
        foreach (var key in _keys)
        {
            if (TakeOut(ref text, key))
            {
                found.Add(key);
            }
        }

        return found.Count switch
        {
            0 => ExtractedAnswer.Invalid("no_label"),
            1 => ExtractedAnswer.Of(found[0]),
            _ => ExtractedAnswer.Invalid("several_labels"),
        };
    }

    /// <summary>Blanks the occurrences of a label; true when there was one.</summary>
    private static bool TakeOut(ref string text, string key)
    {
        var taken = false;
        for (var at = WordSearch.IndexOf(text, key); at >= 0; at = WordSearch.IndexOf(text, key, at))
        {
            text = string.Concat(text.AsSpan(0, at), new string(' ', key.Length), text.AsSpan(at + key.Length));
            taken = true;
        }

        return taken;
    }
}
