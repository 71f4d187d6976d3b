using System.Xml.Linq;
using Distill.Core.Evaluation.Gates;
using Distill.Core.Evaluation.Measuring;
using Distill.Core.Judging.Pairwise;
using Distill.Core.Reporting.Evaluations;
using Distill.Core.Tests.Evaluation.Measuring;

namespace Distill.Core.Tests.Reporting;

public class EvaluationReportTests
{
    private const string Hostile = "<script>alert(1)</script> | `x`";
    private static readonly EvaluationReport Report = Make();

    [Fact]
    public void Html_IsWellFormedSelfContainedAndEscapesData()
    {
        var html = EvaluationHtml.Render(Report);

        _ = XDocument.Parse(html.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
        html.ShouldNotContain("<script");
        html.ShouldNotContain("src=");
        html.ShouldContain("&lt;script&gt;");
        html.ShouldContain(Report.DecisionSha256!);
        html.ShouldContain("<del>");
    }

    [Fact]
    public void Markdown_HoldsTheFiguresAndEscapesData()
    {
        var markdown = EvaluationMarkdown.Render(Report);

        markdown.ShouldContain("win rate");
        markdown.ShouldContain("| overall | 0 / 0 / 40 |");
        markdown.ShouldNotContain("<script>");
    }

    [Fact]
    public void Json_ReadBack_RendersTheSame()
    {
        var json = EvaluationJson.Render(Report);

        EvaluationJson.Render(EvaluationJson.Parse(json)).ShouldBe(json);
        json.ShouldContain("\"mode\": \"pairwise\"");
    }

    [Fact]
    public void Examples_OfALargeComparison_AreTheRegressionsFirst() =>
        Report.Examples.Select(example => example.Outcome).ShouldBe(Enumerable.Repeat(PairOutcome.Bad, 20));

    private static EvaluationReport Make()
    {
        var items = Enumerable.Range(0, 40).Select(i => Some.Item(i, $"new {Hostile}", $"old {Hostile}", slice: "a<b")).ToList();
        var judge = Some.Pairs("j", items, PairPreference.Second, PairPreference.First);
        var labels = items.Select(item => new HumanLabel(item.Id, "overall", "bad")).ToList();
        var settings = Some.Settings(EvaluationMode.Pairwise) with { Gate = new GateRule() };
        return EvaluationMeasurer
            .Measure(settings, items, [judge], labels, new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero))
            .Report;
    }
}
