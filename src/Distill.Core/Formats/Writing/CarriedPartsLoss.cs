using System.Text;
using Distill.Core.Samples;

namespace Distill.Core.Formats.Writing;

/// <summary>Counts the parts that are left out.</summary>
internal static class CarriedPartsLoss
{
    /// <summary>Notes each part that a sample has and the format lacks.</summary>
    /// <param name="loss">The count.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="carried">What the format carries.</param>
    /// <param name="carriesMeta">Whether a name under meta is carried; null for none.</param>
    public static void Note(this WriteLoss loss, Sample sample, CarriedParts carried, Func<string, bool>? carriesMeta = null)
    {
        Note(loss, "id", !carried.HasFlag(CarriedParts.Id));
        Note(loss, "labels", sample.Labels.Count > 0 && !carried.HasFlag(CarriedParts.Labels));
        Note(loss, "scores", sample.Scores.Count > 0);
        Note(loss, "chosen", sample.Chosen is not null && !carried.HasFlag(CarriedParts.Pair) && !carried.HasFlag(CarriedParts.Answer));
        Note(loss, "rejected", sample.Rejected is not null && !carried.HasFlag(CarriedParts.Pair));
        Note(loss, "answer", sample.Answer is not null && !carried.HasFlag(CarriedParts.Answer));
        foreach (var (name, _) in sample.Feedback ?? [])
        {
            Note(loss, $"feedback.{name}", name != "thumb" || !carried.HasFlag(CarriedParts.Thumb));
        }

        foreach (
            var name in (sample.Meta ?? [])
                .Select(pair => pair.Key)
                .Where(name => carriesMeta?.Invoke(name) != true)
                .Select(General)
                .Distinct()
        )
        {
            loss.Field($"meta.{name}");
        }
    }

    private static void Note(WriteLoss loss, string field, bool lost)
    {
        if (lost)
        {
            loss.Field(field);
        }
    }

    // messages[12].weight and messages[3].weight are the same thing left out.
    private static string General(string name)
    {
        var result = new StringBuilder();
        for (var at = 0; at < name.Length; at++)
        {
            result.Append(name[at]);
            var close = name[at] == '[' ? name.IndexOf(']', at) : -1;
            if (close > at + 1 && name.AsSpan(at + 1, close - at - 1).ContainsAnyExceptInRange('0', '9') is false)
            {
                result.Append('i');
                at = close - 1;
            }
        }

        return result.ToString();
    }
}
