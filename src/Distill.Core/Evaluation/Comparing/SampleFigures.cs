using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Distill.Core.Dedup;
using Distill.Core.Evaluation.Measuring;
using Distill.Core.Judging.Pairwise;
using Distill.Core.Samples;

namespace Distill.Core.Evaluation.Comparing;

/// <summary>What a run measured of one sample: a line of its file <c>samples</c>, by which two runs are compared sample by sample.</summary>
/// <param name="Id">The sample.</param>
/// <param name="Prompt">Hash of the question, so that samples which share nothing but an id are not taken for the same.</param>
/// <param name="Slices">The slices it belongs to.</param>
/// <param name="Values">Values by figure: a share (0 or 1), a score, or of a comparison 1, 0.5 or 0. A figure without a valid value is missing.</param>
public sealed record SampleFigures(string Id, string Prompt, IReadOnlyList<string> Slices, IReadOnlyDictionary<string, double> Values)
{
    /// <summary>Begins the figures of comparisons.</summary>
    public const string WinRate = "win rate ";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The candidate's figures of a sample of an evaluation.</summary>
    public static SampleFigures Of(ItemMeasure measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        var values = measure.Candidate.ToDictionary(StringComparer.Ordinal);
        string[] compared = measure.Judged is null ? [.. measure.Baseline.Keys] : [PairGroup.Overall, .. measure.JudgedDimensions.Keys];
        foreach (var dimension in compared)
        {
            if (Share(measure.Outcome(dimension)) is { } share)
            {
                values[WinRate + dimension] = share;
            }
        }

        var item = measure.Item;
        return new SampleFigures(item.Id, Hash(PromptText.Of(new Sample { Id = item.Id, Messages = item.Prompt })), item.Slices, values);
    }

    /// <summary>The name of a model's quality: as reports of two runs have it in common.</summary>
    public static string NameOf(ModelMeasurement measured)
    {
        ArgumentNullException.ThrowIfNull(measured);
        return $"{ModelNameOf(measured)} {measured.QualityMetric}";
    }

    /// <summary>A model by name and role.</summary>
    public static string ModelNameOf(ModelMeasurement measured)
    {
        ArgumentNullException.ThrowIfNull(measured);
        var role = measured.Role switch
        {
            ModelRole.Teacher => "teacher",
            ModelRole.StudentBefore => "before",
            _ => "after",
        };
        return $"{measured.Name} ({role})";
    }

    /// <summary>The hash of a question.</summary>
    public static string Hash(string prompt) => Convert.ToHexStringLower(XxHash3.Hash(MemoryMarshal.AsBytes(prompt.AsSpan())));

    /// <summary>The lines of a file.</summary>
    public static string Write(IEnumerable<SampleFigures> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var text = new StringBuilder();
        foreach (var sample in samples)
        {
            _ = text.Append(JsonSerializer.Serialize(sample, Json)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The samples of a file's text, by id.</summary>
    /// <exception cref="JsonException">A line is none of <see cref="Write"/>.</exception>
    public static IReadOnlyDictionary<string, SampleFigures> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var samples = new Dictionary<string, SampleFigures>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var sample = JsonSerializer.Deserialize<SampleFigures>(line, Json)!;
            samples[sample.Id] = sample;
        }

        return samples;
    }

    private static double? Share(PairOutcome outcome) =>
        outcome switch
        {
            PairOutcome.Good => 1,
            PairOutcome.Same => 0.5,
            PairOutcome.Bad => 0,
            _ => null,
        };
}
