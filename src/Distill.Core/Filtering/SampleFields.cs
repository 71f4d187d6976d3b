using Distill.Core.Dedup;
using Distill.Core.Samples;

namespace Distill.Core.Filtering;

/// <summary>What filters, tables and statistics read off a sample, in one sense for all of them. Thread-safe.</summary>
public static class SampleFields
{
    /// <summary>The prompt as one text; the usual single question without a copy.</summary>
    public static string Prompt(Sample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return sample.Messages switch
        {
            [{ Role: MessageRoles.User } only] => only.Content,
            [{ Role: MessageRoles.User } first, { Role: MessageRoles.Assistant }] => first.Content,
            _ => PromptText.Of(sample),
        };
    }

    /// <summary>The first system turn, or null.</summary>
    public static string? System(Sample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        // By index: an enumerator would be an allocation a sample.
        for (var i = 0; i < sample.Messages.Count; i++)
        {
            if (sample.Messages[i].Role == MessageRoles.System)
            {
                return sample.Messages[i].Content;
            }
        }

        return null;
    }

    /// <summary>Number of user turns.</summary>
    public static int Turns(Sample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var count = 0;
        for (var i = 0; i < sample.Messages.Count; i++)
        {
            count += sample.Messages[i].Role == MessageRoles.User ? 1 : 0;
        }

        return count;
    }

    /// <summary>Code points of a text.</summary>
    public static int Characters(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var pairs = 0;
        for (var rest = text.AsSpan(); rest.IndexOfAnyInRange('\uDC00', '\uDFFF') is >= 0 and var at; rest = rest[(at + 1)..])
        {
            pairs++;
        }

        return text.Length - pairs;
    }
}
