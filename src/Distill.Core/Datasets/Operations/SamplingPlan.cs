using System.Text.Json.Nodes;
using Distill.Core.Evaluation;
using Distill.Core.Filtering;
using Distill.Core.Sampling;

namespace Distill.Core.Datasets.Operations;

/// <summary>Records of a dataset are taken by time, keywords, filter and chance.</summary>
public sealed class SamplingPlan : DatasetOperationPlan
{
    private readonly LogSelection _selection;
    private readonly SampleDraw _draw;

    private SamplingPlan(LogSelection selection, SampleDraw draw) => (_selection, _draw) = (selection, draw);

    /// <summary>A sampler that begins.</summary>
    public LogSampler Start() => new(_selection, _draw);

    internal static SamplingPlan? Read(JsonObject parameters, Action<string, string, string?> report)
    {
        var given = Deserialize<Parameters>(parameters);
        var selection = new SelectionText
        {
            From = given.From,
            To = given.To,
            Filter = given.Where,
            Any = given.Any ?? [],
            All = given.All ?? [],
            None = given.None ?? [],
            In = given.In ?? [],
        }.Read((part, message, remedy) => report(part == "filter" ? "where" : part, message, remedy));
        FilterError? error = null;
        var strata = given.Stratify is null ? null : FilterField.Parse(given.Stratify, out error);
        if (error is not null)
        {
            report("stratify", error.Message, error.Remedy);
        }

        var draw = new SampleDraw
        {
            Count = given.Count,
            Fraction = given.Fraction,
            Seed = given.Seed,
            Strata = strata is null ? null : new Stratification(strata),
        };
        try
        {
            return new SamplingPlan(selection, draw.Validated());
        }
        catch (InvalidSettingException wrong)
        {
            report("count", wrong.Message, "Correct count, fraction or stratify.");
            return null;
        }
    }

    private sealed record Parameters(
        string? From = null,
        string? To = null,
        string? Where = null,
        string[]? Any = null,
        string[]? All = null,
        string[]? None = null,
        string[]? In = null,
        int? Count = null,
        double? Fraction = null,
        int Seed = 1,
        string? Stratify = null
    );
}
