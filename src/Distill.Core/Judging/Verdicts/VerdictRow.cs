using Distill.Core.Datasets;
using Distill.Core.Judging.Pairwise;

namespace Distill.Core.Judging.Verdicts;

/// <summary>Makes verdicts of the fields of one line.</summary>
internal sealed class VerdictRow(VerdictFileOptions options)
{
    private const string Known =
        "A, B, tie, first, second, candidate, baseline, model_1, model_2, invalid, or a value mapped to one of them";

    private readonly VerdictVocabulary _words = new(options);

    /// <summary>The verdicts of a line: two where it holds both orders.</summary>
    /// <param name="values">The texts of a column; none when it is missing or null.</param>
    public (IReadOnlyList<VerdictRecord> Records, string? Reason, string? Field, string? Message) Read(
        Func<string, IReadOnlyList<string>> values
    )
    {
        var id = string.Join('|', Columns("id").SelectMany(values));
        if (id.Length == 0)
        {
            return Fault(RejectReasons.MissingField, "id", "The line has no id.");
        }

        var template = new VerdictRecord
        {
            Id = id,
            Verdict = PairOutcome.Invalid,
            Judge = One("judge", values) ?? "",
            Dimension = One("dimension", values) ?? PairGroup.Overall,
            Slice = One("slice", values),
            Candidate = One("candidate", values),
            Baseline = One("baseline", values),
        };
        if (options.Columns.ContainsKey("verdict_swapped"))
        {
            var forward = Verdict(template with { CandidateFirst = true }, "verdict", values);
            var backward = Verdict(template with { CandidateFirst = false }, "verdict_swapped", values);
            return forward.Reason is not null ? forward
                : backward.Reason is not null ? backward
                : ([.. forward.Records, .. backward.Records], null, null, null);
        }

        var order = One("order", values);
        return _words.CandidateFirst(order) is { } candidateFirst
            ? Verdict(template with { CandidateFirst = candidateFirst }, "verdict", values)
            : Fault(
                RejectReasons.InvalidField,
                "order",
                $"The order '{order}' is unknown; write AB or BA, or map the value, for example {order}=ba."
            );
    }

    private (IReadOnlyList<VerdictRecord> Records, string? Reason, string? Field, string? Message) Verdict(
        VerdictRecord template,
        string field,
        Func<string, IReadOnlyList<string>> values
    )
    {
        var raw = One(field, values);
        if (_words.Verdict(raw, template.CandidateFirst, template.Candidate, template.Baseline) is not { } verdict)
        {
            return Fault(RejectReasons.InvalidField, field, $"The verdict '{raw}' is unknown; known are {Known}.");
        }

        var gold = new List<PairOutcome>();
        foreach (var vote in Columns("gold").SelectMany(values))
        {
            if (_words.Gold(vote, template.CandidateFirst, template.Candidate, template.Baseline) is not { } outcome)
            {
                return Fault(RejectReasons.InvalidField, "gold", $"The gold value '{vote}' is unknown; known are {Known}.");
            }

            gold.Add(outcome);
        }

        return ([template with { Verdict = verdict, ByPlace = VerdictVocabulary.IsPlace(raw), Gold = gold }], null, null, null);
    }

    private static (IReadOnlyList<VerdictRecord>, string?, string?, string?) Fault(string reason, string field, string message) =>
        ([], reason, field, message);

    private string? One(string field, Func<string, IReadOnlyList<string>> values)
    {
        var joined = string.Join('|', Columns(field).SelectMany(values));
        return joined.Length == 0 ? null : joined;
    }

    private IReadOnlyList<string> Columns(string field) => options.Columns.TryGetValue(field, out var columns) ? columns : [field];
}
