using System.Text.Json.Nodes;
using Distill.Core.Evaluation;
using Distill.Core.Samples;

namespace Distill.Core.Operators.Filters;

/// <summary><c>score_filter</c>: a score of the sample, such as a judge's, lies within bounds.</summary>
internal sealed class ScoreFilter(string score, double min, double max, bool keepMissing) : IFilter
{
    private const double Limit = 1e9;

    public static OperatorDescriptor Descriptor { get; } =
        new(
            "score_filter",
            OperatorKind.Filter,
            "Drops samples of which a score, for example a judge's, is too low or too high.",
            [
                OperatorParameter.Text("score", "", "Name in the sample's scores, for example judge.helpfulness; required."),
                OperatorParameter.Number("min", -Limit, -Limit, Limit, "Lowest score."),
                OperatorParameter.Number("max", Limit, -Limit, Limit, "Highest score."),
                OperatorParameter.Choice("missing", ["keep", "drop"], "What becomes of samples without this score."),
            ],
            (arguments, _) =>
                Create(arguments.Text("score"), arguments.Number("min"), arguments.Number("max"), arguments.Choice("missing") == "keep")
        );

    public string Name => Descriptor.Name;

    public Drop? Judge(Sample sample)
    {
        if (!sample.Scores.TryGetValue(score, out var value))
        {
            return keepMissing ? null : new Drop("score_missing", new JsonObject { ["score"] = score });
        }

        return value < min ? new Drop("score_too_low", Detail(value, "min", min))
            : value > max ? new Drop("score_too_high", Detail(value, "max", max))
            // Not a number is neither; it is no score.
            : double.IsNaN(value) ? new Drop("score_missing", new JsonObject { ["score"] = score })
            : null;
    }

    private static ScoreFilter Create(string score, double min, double max, bool keepMissing) =>
        score.Length == 0
            ? throw new InvalidSettingException("score is missing; name one of the samples' scores, for example judge.helpfulness.")
        : min > max ? throw new InvalidSettingException($"min is {min}, but must not be above max, which is {max}.")
        : new ScoreFilter(score, min, max, keepMissing);

    private JsonObject Detail(double value, string bound, double limit) =>
        new()
        {
            ["score"] = score,
            ["value"] = value,
            [bound] = limit,
        };
}
