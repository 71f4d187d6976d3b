using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Judging.Asking;
using Distill.Core.Judging.Pairwise;
using Distill.Core.Judging.Rubrics;

namespace Distill.Core.Evaluation.Measuring;

/// <summary>
/// Raw verdicts as JSON lines. Of a comparison each order, and of several dimensions each of them in each order, is a line of the documented verdict file (<c>id</c>, <c>order</c>, <c>verdict</c>, <c>judge</c>,
/// <c>slice</c>, <c>dimension</c>), from which <c>distill judge --from-verdicts</c> gives the same figures; of scores each answer is a line.
/// </summary>
public static class VerdictLines
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The lines of one judge's verdicts on an item, without line ends.</summary>
    /// <param name="item">The item.</param>
    /// <param name="judge">The judge's name.</param>
    /// <param name="answer">What it said.</param>
    /// <param name="dimensions">The dimensions that it was asked to compare by; those it left out are invalid. Null is none.</param>
    public static IEnumerable<string> Of(
        EvaluationItem item,
        string judge,
        JudgedAnswer answer,
        IReadOnlyList<RubricDimension>? dimensions = null
    )
    {
        if (answer is { CandidateFirst: { } forward, BaselineFirst: { } backward })
        {
            yield return Line(item, judge, "AB", forward);
            yield return Line(item, judge, "BA", backward);
            foreach (var (name, order, verdict) in (dimensions ?? []).SelectMany(Orders))
            {
                yield return Line(item, judge, order, verdict, name);
            }

            (string, string, PairVerdict)[] Orders(RubricDimension dimension) =>
                [(dimension.Name, "AB", forward), (dimension.Name, "BA", backward)];
        }

        if (answer.Candidate is { } candidate)
        {
            yield return Line(item, judge, "candidate", candidate);
        }

        if (answer.Baseline is { } baseline)
        {
            yield return Line(item, judge, "baseline", baseline);
        }
    }

    /// <summary>A preference as verdict files write it.</summary>
    internal static string Word(PairPreference? preference) =>
        preference switch
        {
            PairPreference.First => "A",
            PairPreference.Second => "B",
            PairPreference.Same => "same",
            _ => "invalid",
        };

    private static string Line(EvaluationItem item, string judge, string order, PairVerdict verdict)
    {
        var line = Begin(item, judge);
        line["order"] = order;
        line["verdict"] = Word(verdict.Preference);
        return End(line, verdict.Reason, verdict.Error);
    }

    // The reason is that of the whole, and stands there.
    private static string Line(EvaluationItem item, string judge, string order, PairVerdict verdict, string dimension)
    {
        var line = Begin(item, judge);
        line["dimension"] = dimension;
        line["order"] = order;
        line["verdict"] = Word(verdict.By(dimension));
        return line.ToJsonString(Json);
    }

    private static string Line(EvaluationItem item, string judge, string answer, RubricVerdict verdict)
    {
        var line = Begin(item, judge);
        line["answer"] = answer;
        line["scores"] = new JsonObject(verdict.Scores.Select(score => KeyValuePair.Create(score.Key, (JsonNode?)score.Value)));
        line["overall"] = verdict.Overall;
        return End(line, verdict.Reason, verdict.Error);
    }

    private static JsonObject Begin(EvaluationItem item, string judge)
    {
        var line = new JsonObject { ["id"] = item.Id, ["judge"] = judge };
        if (item.Slices is [var slice, ..])
        {
            line["slice"] = slice;
        }

        return line;
    }

    private static string End(JsonObject line, string? reason, string? error)
    {
        line["reason"] = reason;
        if (error is not null)
        {
            line["error"] = error;
        }

        return line.ToJsonString(Json);
    }
}
