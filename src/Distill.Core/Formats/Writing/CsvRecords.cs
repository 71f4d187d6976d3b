using System.Buffers;
using System.Text;
using Distill.Core.Samples;

namespace Distill.Core.Formats.Writing;

/// <summary>
/// CSV as RFC 4180 says: <c>id, system, prompt, response</c>, then one column for each label of the first sample. Line breaks within fields stay; lines end
/// with LF. Not thread-safe.
/// </summary>
internal sealed class CsvRecords
{
    private const string LabelPrefix = "label.";

    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    private string[]? labels;

    /// <summary>Why a sample has no place in a row; null when it has.</summary>
    public static string? Refusal(Sample sample) =>
        TurnPairs.Of(sample) is not { } turns ? TurnPairs.Refusal
        : turns.Past.Count > 0 ? "more than one question"
        : null;

    /// <summary>Writes a row, before the first one the header.</summary>
    public void Write(IBufferWriter<byte> output, Sample sample, WriteLoss loss)
    {
        if (labels is null)
        {
            labels = [.. sample.Labels.Keys.Order(StringComparer.Ordinal)];
            WriteRow(output, ["id", "system", "prompt", "response", .. labels.Select(name => LabelPrefix + name)]);
        }

        var turns = TurnPairs.Of(sample)!;
        var answer = turns.Answer ?? TurnPairs.Single(sample.Chosen);
        WriteRow(
            output,
            [
                sample.Id,
                turns.System ?? "",
                turns.Question,
                answer ?? "",
                .. labels.Select(name => sample.Labels.GetValueOrDefault(name) ?? ""),
            ]
        );
        loss.Note(
            sample,
            CarriedParts.Id | CarriedParts.Labels | (sample.Chosen is not null && answer is null ? CarriedParts.None : CarriedParts.Answer)
        );
        foreach (var name in sample.Labels.Keys.Except(labels, StringComparer.Ordinal))
        {
            loss.Field($"labels.{name}");
        }
    }

    /// <summary>Writes one row of any fields.</summary>
    public static void WriteRow(IBufferWriter<byte> output, IEnumerable<string> fields)
    {
        var row = string.Join(',', fields.Select(Quote)) + "\n";
        Encoding.UTF8.GetBytes(row, output);
    }

    private static string Quote(string field) =>
        field.AsSpan().ContainsAny(Special) ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
