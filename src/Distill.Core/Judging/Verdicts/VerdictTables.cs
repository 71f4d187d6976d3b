using Distill.Core.Reporting;
using Distill.Core.Statistics;

namespace Distill.Core.Judging.Verdicts;

/// <summary>A summary of verdicts as tables: what Markdown, HTML and the terminal show alike.</summary>
public static class VerdictTables
{
    /// <summary>What was read, in one sentence.</summary>
    public static string Counts(VerdictSummary summary) =>
        ReportFormat.Text($"{summary.Verdicts:#,0} verdicts, {summary.Rejected.Values.Sum():#,0} lines rejected")
        + string.Concat(summary.Rejected.Select(pair => ReportFormat.Text($" ({pair.Key}: {pair.Value:#,0})")))
        + ReportFormat.Text($", {summary.Repeated:#,0} repeated, {summary.Contradicting:#,0} contradicting.");

    /// <summary>For each judge and dimension its figures, then its models and its slices where the file names them.</summary>
    public static IReadOnlyList<VerdictTable> Of(VerdictSummary summary) =>
        [.. summary.Groups.GroupBy(group => (group.Judge, group.Dimension)).SelectMany(judge => Of(judge.First(), [.. judge.Skip(1)]))];

    private static IEnumerable<VerdictTable> Of(VerdictGroupSummary whole, List<VerdictGroupSummary> slices)
    {
        var name = whole.Judge.Length > 0 ? whole.Judge : "The judge";
        yield return Figures($"{name}, {whole.Dimension}", whole);
        if (whole.Models.Count > 0)
        {
            yield return Models(whole);
        }

        if (slices.Count > 0)
        {
            yield return Slices(slices);
        }
    }

    private static VerdictTable Figures(string title, VerdictGroupSummary group)
    {
        var (gsb, both) = (group.Gsb, group.BothOrders);
        var rows = new List<(string, string, string)>
        {
            (
                "good / same / bad",
                ReportFormat.Text($"{gsb.Good:#,0} / {gsb.Same:#,0} / {gsb.Bad:#,0}"),
                ReportFormat.Text($"{gsb.Invalid:#,0} invalid")
            ),
            Row("win rate (G + S/2) / N", gsb.WinRate),
            (
                "sign test, mid-p",
                ReportFormat.Text($"{gsb.SignTest.MidP:0.0000}"),
                ReportFormat.Text($"exact {gsb.SignTest.ExactP:0.0000}")
            ),
            (
                "pairs in both orders",
                ReportFormat.Count(both.Pairs),
                ReportFormat.Text($"{group.OneOrder.Valid + group.OneOrder.Invalid:#,0} in one only")
            ),
            Row("consistency, of valid pairs", both.Consistency),
            Row("consistency, of all pairs", group.ConsistencyOfAll),
            Row("biased to the first place, of all pairs", group.FirstBiasedOfAll),
            Row("biased to the second place, of all pairs", group.SecondBiasedOfAll),
            Row("position bias (-100% to 100%)", both.PositionBias),
        };
        rows.AddRange(group.Agreement.Select(Row));
        rows.AddRange(Kappa("kappa with the votes", group.Kappa).Concat(Kappa("kappa between the orders", group.KappaBetweenOrders)));
        return new VerdictTable(
            title,
            ["figure", "value", "95% interval"],
            [.. rows.Select(row => (IReadOnlyList<string>)[row.Item1, row.Item2, row.Item3])]
        );
    }

    private static VerdictTable Models(VerdictGroupSummary group) =>
        new(
            "",
            ["model", "good", "same", "bad", "win rate", "95% interval"],
            [
                .. group.Models.Select(model =>
                    (IReadOnlyList<string>)
                        [
                            model.Model,
                            ReportFormat.Count(model.Gsb.Good),
                            ReportFormat.Count(model.Gsb.Same),
                            ReportFormat.Count(model.Gsb.Bad),
                            ReportFormat.Percent(model.Gsb.WinRate?.Value),
                            ReportFormat.Interval(model.Gsb.WinRate, "win_rate"),
                        ]
                ),
            ]
        );

    private static VerdictTable Slices(List<VerdictGroupSummary> slices)
    {
        var adjusted = HolmCorrection.Adjust([.. slices.Select(slice => slice.Gsb.SignTest.MidP)]);
        return new VerdictTable(
            "",
            ["slice", "pairs", "win rate", "95% interval", "mid-p, Holm", "agreement with ties"],
            [
                .. slices.Zip(
                    adjusted,
                    (slice, p) =>
                        (IReadOnlyList<string>)
                            [
                                slice.Slice!,
                                ReportFormat.Count(slice.Gsb.Valid),
                                ReportFormat.Percent(slice.Gsb.WinRate?.Value),
                                ReportFormat.Interval(slice.Gsb.WinRate, "win_rate"),
                                ReportFormat.Text($"{p:0.0000}"),
                                ReportFormat.Percent(slice.Agreement.FirstOrDefault()?.Share?.Value),
                            ]
                ),
            ]
        );
    }

    private static IEnumerable<(string, string, string)> Kappa(string name, CohenKappa? kappa) =>
        kappa?.Kappa is { } estimate
            ? [(name, ReportFormat.Text($"{estimate.Value:0.000}"), ReportFormat.Text($"{estimate.Low:0.000}–{estimate.High:0.000}"))]
            : [];

    private static (string, string, string) Row(string name, Estimate? estimate) =>
        (name, ReportFormat.Percent(estimate?.Value), ReportFormat.Interval(estimate, "share"));

    private static (string, string, string) Row(VerdictAgreement agreement)
    {
        var name = agreement.Convention switch
        {
            AgreementConvention.WithTies => "with ties",
            AgreementConvention.WithoutTies => "without ties",
            AgreementConvention.Accuracy => "accuracy on decided votes, ties and invalid verdicts being wrong",
            AgreementConvention.AccuracyTieYields => "the same, a tie in one order yielding to the other",
            AgreementConvention.AccuracyCandidateFirst => "the same in order AB",
            AgreementConvention.AccuracyBaselineFirst => "the same in order BA",
            AgreementConvention.EachOrderWithTies => "each order by itself, with ties",
            _ => "each order by itself, without ties",
        };
        var (_, value, interval) = Row(name, agreement.Share);
        return ($"agreement {name}", value, ReportFormat.Text($"{interval} ({agreement.Agreed:#,0} of {agreement.Compared:#,0})"));
    }
}
