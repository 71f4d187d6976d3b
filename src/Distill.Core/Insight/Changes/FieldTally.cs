using System.Globalization;
using System.Runtime.InteropServices;

namespace Distill.Core.Insight.Changes;

/// <summary>Counts what a field holds, sample after sample. Memory: an entry a different number, and of texts at most <see cref="MostTexts"/>. Not thread-safe.</summary>
/// <param name="name">The field.</param>
internal sealed class FieldTally(string name)
{
    /// <summary>Different texts that are told apart; further ones are counted as <see cref="Others"/>.</summary>
    public const int MostTexts = 1000;

    /// <summary>Stands for the texts beyond <see cref="MostTexts"/>.</summary>
    public const string Others = "(others)";

    private readonly Dictionary<double, long> _numbers = [];
    private readonly Dictionary<string, long> _texts = new(StringComparer.Ordinal);
    private long _present;

    /// <summary>The field.</summary>
    public string Name => name;

    private NumberCount[] Numbers => [.. _numbers.OrderBy(pair => pair.Key).Select(pair => new NumberCount(pair.Key, pair.Value))];

    /// <summary>Takes the value of a sample; a missing one is not counted.</summary>
    public void Add(InsightValue value)
    {
        if (value.IsMissing)
        {
            return;
        }

        _present++;
        if (value.Text is not { } text)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_numbers, value.Number, out _)++;
            return;
        }

        var known = _texts.Count < MostTexts || _texts.ContainsKey(text);
        CollectionsMarshal.GetValueRefOrAddDefault(_texts, known ? text : Others, out _)++;
    }

    /// <summary>The field over so many samples.</summary>
    /// <param name="records">Samples.</param>
    /// <param name="beside">The same field of the data that it is shown beside: histograms get the same bins. Null is alone.</param>
    public FieldInsight Describe(long records, FieldTally? beside = null)
    {
        var numbers = Numbers;
        return new FieldInsight(
            name,
            IsTime: false,
            records,
            records - _present,
            numbers.Length == 0 ? null : NumberInsight.Of(numbers, isTime: false, beside?.Numbers),
            Values(numbers)
        );
    }

    private ValueInsight? Values(NumberCount[] numbers)
    {
        var few = numbers.Length > ValueInsight.MostShown ? [] : numbers;
        var counts = _texts
            .Select(pair => new ValueCount(pair.Key, pair.Value))
            .Concat(few.Select(entry => new ValueCount(entry.Number.ToString("R", CultureInfo.InvariantCulture), entry.Count)))
            .OrderByDescending(entry => entry.Count)
            .ThenBy(entry => entry.Value, StringComparer.Ordinal)
            .ToList();
        return counts.Count == 0
            ? null
            : new ValueInsight(
                counts.Sum(entry => entry.Count),
                counts.Count,
                [.. counts.Take(ValueInsight.MostShown)],
                counts.Count <= ValueInsight.MostClasses ? ClassBalance.Of(counts) : null
            );
    }
}
