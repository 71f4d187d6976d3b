using System.Text.RegularExpressions;
using System.Xml.Linq;
using Distill.Core.Evaluation;
using Distill.Core.Evaluation.Candidates;
using Distill.Core.Reporting;

namespace Distill.Core.Tests.Reporting;

public partial class ReportTests
{
    private static readonly RunReport Sample = SampleReport.Create();

    [Fact]
    public void Markdown_OfTheSample_IsAsCommitted() => Golden.ShouldMatch(ReportMarkdown.Render(Sample), "report.md");

    [Fact]
    public void Json_OfTheSample_IsAsCommitted() => Golden.ShouldMatch(ReportJson.Render(Sample), "report.json");

    [Fact]
    public void Json_ReadBack_IsTheSame()
    {
        var json = ReportJson.Render(Sample);
        ReportJson.Render(ReportJson.Parse(json)).ShouldBe(json);
    }

    [Fact]
    public void Html_OfTheSample_IsWellFormedAndSelfContained()
    {
        var html = ReportHtml.Render(Sample);
        if (Environment.GetEnvironmentVariable("DISTILL_REPORT_HTML") is { } path)
        {
            File.WriteAllText(path, html);
        }

        var page = Parse(html);
        page.Descendants("script").ShouldBeEmpty();
        page.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "src" or "href").ShouldBeEmpty();
        page.Descendants("style").Single().Value.ShouldNotContain("url(");
        page.Descendants("svg").Count().ShouldBe(3 * Sample.Models.Count + Sample.Trainings.Count);
        html.ShouldContain("<script>alert(".Replace("<", "&lt;").Replace(">", "&gt;"));
        html.ShouldContain("公告情感");
    }

    [Fact]
    public void Reports_OfTrainedStudents_ShowTheMatrixAndTheRecommendation()
    {
        var students = Sample.Models.Select(model => model.Measurement).Where(measured => measured.Role == ModelRole.StudentAfter);
        var report = Sample with { Matrix = CandidateMatrix.Of([.. students.Select(Candidate.Of)]) };

        ReportMarkdown.Render(report).ShouldContain("Pareto front");
        ReportMarkdown.Render(report).ShouldContain("| recommended |");
        Parse(ReportHtml.Render(report)).Descendants("h2").Select(title => title.Value).ShouldContain("Candidates");
        ReportJson.Parse(ReportJson.Render(report)).Matrix!.Recommended.ShouldBe(report.Matrix.Recommended);
    }

    [Fact]
    public void Html_OfHostileData_EscapesItEverywhere()
    {
        const string hostile = "\"><script>alert(1)</script>\u0000&'";
        var report = Sample with
        {
            Name = hostile,
            RunId = hostile,
            EmulatedModels = [hostile],
            Spec = [new ReportFact(hostile, hostile)],
            Stages = [new StageReport(hostile, 1, 1, 1, hostile)],
            Models = [.. Sample.Models.Select(model => model with { Measurement = model.Measurement with { Name = hostile } })],
            Trainings =
            [
                .. Sample.Trainings.Select(training =>
                    training with
                    {
                        Candidate = hostile,
                        JobId = hostile,
                        BaseModel = hostile,
                        Diagnosis = training.Diagnosis! with { Summary = hostile, BestCheckpoint = hostile },
                    }
                ),
                Sample.Trainings[0] with
                {
                    Error = hostile,
                },
            ],
            Usage = [.. Sample.Usage.Select(usage => usage with { Model = hostile, Stage = hostile })],
            Examples =
            [
                new ReportExample
                {
                    Id = hostile,
                    Prompt = hostile,
                    Expected = hostile,
                    Answers = [new ExampleAnswer(hostile, hostile)],
                },
            ],
            Currency = hostile,
        };
        Parse(ReportHtml.Render(report)).Descendants("script").ShouldBeEmpty();
        ReportMarkdown.Render(report).ShouldNotContain("<script>");
    }

    [Fact]
    public void Renderers_OfARunThatEndedEarly_SayWhatIsKnown()
    {
        var report = new RunReport
        {
            RunId = "r",
            Name = "n",
            StartedAt = DateTimeOffset.UnixEpoch,
            EndedAt = DateTimeOffset.UnixEpoch.AddHours(1.5),
        };
        Parse(ReportHtml.Render(report)).Root!.Value.ShouldContain("No trained student was measured");
        ReportMarkdown.Render(report).ShouldContain("1 h 30 min");
        ReportJson.Parse(ReportJson.Render(report)).Decision.ShouldBeNull();
    }

    [Fact]
    public void Renderers_OfAnEmulatedRun_SaySoPlainly()
    {
        ReportHtml.Render(Sample).ShouldContain("Emulated run.");
        ReportMarkdown.Render(Sample).ShouldContain("**Emulated.** The model emulator answered for deepseek-r1, tiny-zh, small-zh");
        ReportJson.Render(Sample).ShouldContain("\"emulated\": true");
        ReportHtml.Render(Sample with { Emulated = false }).ShouldNotContain("Emulated run.");
    }

    [Fact]
    public void Html_OfUnmeasuredModels_ShowsDashes()
    {
        var bare = new ModelMeasurement
        {
            Name = "m",
            Role = ModelRole.StudentAfter,
            QualityMetric = "judge_score",
        };
        var report = Sample with { Models = [new ReportedModel(bare, new ModelRatios(null, null, null))], Decision = null };
        Parse(ReportHtml.Render(report)).Root!.Value.ShouldContain("m could not be compared in quality");
        ReportSummary.Rows(report).Rows[0].Skip(2).ShouldAllBe(cell => cell == "–");
    }

    [Fact]
    public void Rows_OfTheSample_HaveACellForEachColumn()
    {
        var table = ReportSummary.Rows(Sample);
        table.Rows.ShouldAllBe(row => row.Count == table.Columns.Count);
        table.Rows[2].ShouldBe(["tiny-zh", "student after", "90.0%", "86.6–92.6%", "300 ms", "¥0.620", "96.3%", "9.4x", "5.0%"]);
    }

    private static XDocument Parse(string html)
    {
        html.ShouldStartWith("<!DOCTYPE html>\n<html");
        // Everything that is not XML would be an unclosed element or an unescaped character.
        return XDocument.Parse(Doctype().Replace(html, ""));
    }

    [GeneratedRegex("^<!DOCTYPE html>\n")]
    private static partial Regex Doctype();
}
