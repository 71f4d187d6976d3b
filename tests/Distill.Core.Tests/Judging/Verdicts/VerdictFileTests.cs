using System.Text;
using Distill.Core.Evaluation;
using Distill.Core.Judging.Pairwise;
using Distill.Core.Judging.Verdicts;

namespace Distill.Core.Tests.Judging.Verdicts;

public class VerdictFileTests
{
    [Fact]
    public async Task Read_OfTheDocumentedForm_GivesAgreementConsistencyAndBias()
    {
        // By hand: p1 good, p2 same by contradiction (first place twice), p3 bad, p4 same in both, p5 invalid.
        var summary = await Summarize(
            """
            {"id":"p1","order":"AB","verdict":"A","gold":"A","judge":"gpt-4"}
            {"id":"p2","order":"AB","verdict":"A","gold":"B","judge":"gpt-4"}
            {"id":"p1","order":"BA","verdict":"B","gold":"A","judge":"gpt-4"}
            {"id":"p2","order":"BA","verdict":"A","gold":"B","judge":"gpt-4"}

            {"id":"p3","order":"AB","verdict":"B","gold":["B","tie"],"judge":"gpt-4"}
            {"id":"p3","order":"BA","verdict":"A","gold":["B","tie"],"judge":"gpt-4"}
            {"id":"p4","order":"AB","verdict":"tie","gold":"tie","judge":"gpt-4"}
            {"id":"p4","order":"BA","verdict":"same","gold":"tie","judge":"gpt-4"}
            {"id":"p5","order":"AB","verdict":"error","gold":"A","judge":"gpt-4"}
            {"id":"p5","order":"BA","verdict":"B","gold":"A","judge":"gpt-4"}
            """
        );
        var group = summary.Groups.ShouldHaveSingleItem();
        group.Gsb.ShouldBe(new GsbCounts(1, 2, 1, 1));
        group.Gsb.WinRate!.Value.ShouldBe(0.5);
        group.BothOrders.Consistency!.Value.ShouldBe(3 / 4.0);
        group.ConsistencyOfAll!.Value.ShouldBe(3 / 5.0);
        group.FirstBiasedOfAll!.Value.ShouldBe(1 / 5.0);
        // Five votes on valid pairs: A (agreed), B against a tie, B (agreed), tie against bad, tie (agreed).
        Agreement(group, AgreementConvention.WithTies).ShouldBe((3, 5));
        Agreement(group, AgreementConvention.WithoutTies).ShouldBe((2, 2));
        Agreement(group, AgreementConvention.Accuracy).ShouldBe((2, 4));
        Agreement(group, AgreementConvention.AccuracyTieYields).ShouldBe((3, 4));
        Agreement(group, AgreementConvention.AccuracyCandidateFirst).ShouldBe((2, 4));
        Agreement(group, AgreementConvention.AccuracyBaselineFirst).ShouldBe((4, 4));
        group.KappaBetweenOrders.Observed.ShouldBe(3 / 4.0);
        // p1 2 of 2, p2 1 of 2, p3 2 of 4, p4 2 of 2, p5 1 of 1.
        Agreement(group, AgreementConvention.EachOrderWithTies).ShouldBe((8, 11));
        Agreement(group, AgreementConvention.EachOrderWithoutTies).ShouldBe((6, 7));
        group.Confusion.ShouldBe([
            [1, 0, 0],
            [0, 1, 1],
            [0, 1, 1],
        ]);
        summary.Verdicts.ShouldBe(10);
    }

    [Fact]
    public async Task Read_OfAJsonArray_IsReadLikeLines_AndDamageEndsItWithTheLine()
    {
        const string Whole = """
            [
              {"id": "p1", "order": "AB", "verdict": "[[A]]", "gold": "model_1"},
              {"id": "p1", "order": "BA", "verdict": "{\"winner\": \"B\"}", "gold": "model_1"}
            ]
            """;

        var summary = await Summarize(Whole);
        summary.Groups.ShouldHaveSingleItem().Gsb.ShouldBe(new GsbCounts(1, 0, 0, 0));

        (await Summarize(Whole[..^3])).Rejected.Values.Sum().ShouldBe(1);
    }

    [Fact]
    public async Task Read_OfMtBenchsForm_TakesItsValuesColumnsAndWideOrders()
    {
        var options = new VerdictFileOptions()
            .WithColumns([
                "id=question_id+model_1+model_2+turn",
                "verdict=g1_winner",
                "verdict_swapped=g2_winner",
                "candidate=model_1",
                "baseline=model_2",
            ])
            .WithValues(["unclear=tie"]);
        var summary = await Summarize(
            """
            {"question_id":81,"model_1":"llama","model_2":"vicuna","turn":1,"g1_winner":"model_2","g2_winner":"model_2"}
            {"question_id":81,"model_1":"llama","model_2":"vicuna","turn":2,"g1_winner":"model_1","g2_winner":"tie"}
            {"question_id":82,"model_1":"llama","model_2":"gpt","turn":1,"g1_winner":"unclear","g2_winner":"unclear"}
            {"question_id":82,"model_1":"llama","model_2":"gpt","turn":2,"g1_winner":"gpt","g2_winner":"gpt"}
            """,
            options
        );
        var group = summary.Groups.ShouldHaveSingleItem();
        group.Gsb.ShouldBe(new GsbCounts(0, 2, 2));
        group
            .Models.Select(model => (model.Model, model.Gsb))
            .ShouldBe(
                [("vicuna", new GsbCounts(1, 1, 0)), ("gpt", new GsbCounts(1, 1, 0)), ("llama", new GsbCounts(0, 2, 2))],
                ignoreOrder: true
            );
        group.Kappa.ShouldBeNull();
        group.Agreement.ShouldBeEmpty();
    }

    [Fact]
    public async Task Read_OfCsvWithBadLines_RejectsThemAndGoesOn()
    {
        var lines = new List<VerdictLine>();
        var csv =
            "\uFEFFid,order,verdict,gold,slice\r\n1,AB,[[A]],model_a,zh\r\n1,BA,\"Let me compare both answers at length. My verdict: [[B]]\",model_a,zh\r\n"
            + "2,XY,A,B,en\r\n3,AB,maybe,B,en\r\n4,AB\r\n,AB,A,A,en\r\n5,AB,,tie,en\r\n6,BA,2,,en";
        await foreach (var line in VerdictFile.ReadAsync(Stream(csv), "v.csv"))
        {
            lines.Add(line);
        }

        lines
            .Select(line => line.Reject?.Reason)
            .ShouldBe([null, null, "invalid_field", "invalid_field", "field_count", "missing_field", null, null]);
        lines[2].Reject!.Line.ShouldBe(4);
        lines[2].Reject!.Detail!["message"]!
            .GetValue<string>()
            .ShouldContain("'XY' is unknown; write AB or BA, or map the value, for example XY=ba");
        lines[1].Record!.Verdict.ShouldBe(PairOutcome.Good);
        lines[6].Record!.Verdict.ShouldBe(PairOutcome.Invalid);
        lines[7].Record!.Verdict.ShouldBe(PairOutcome.Good);
        lines[7].Record!.Gold.ShouldBeEmpty();
    }

    [Fact]
    public async Task Read_OfMalformedLines_NamesTheirReasons()
    {
        var summary = await Summarize(
            "{\"id\":\"1\",\"verdict\":\"A\"}\n{broken\n[1]\n{\"id\":\"2\",\"verdict\":\"" + new string('x', 300) + "\"}\n",
            new VerdictFileOptions { MaxLineBytes = 200 }
        );
        summary.Rejected.ShouldBe(
            new Dictionary<string, long>
            {
                ["malformed_json"] = 1,
                ["too_long"] = 1,
                ["wrong_shape"] = 1,
            },
            ignoreOrder: true
        );
        summary.Groups.ShouldHaveSingleItem().OneOrder.ShouldBe(new GsbCounts(1, 0, 0));
    }

    [Fact]
    public async Task Summarize_OfRepeatedLines_CountsThemAsVotesAndContradictionsOnce()
    {
        var summary = await Summarize(
            """
            {"id":"1","order":"AB","verdict":"A","gold":"A"}
            {"id":"1","order":"AB","verdict":"A","gold":"B"}
            {"id":"1","order":"AB","verdict":"B","gold":"B"}
            """
        );
        (summary.Repeated, summary.Contradicting).ShouldBe((1, 1));
        Agreement(summary.Groups[0], AgreementConvention.WithTies).ShouldBe((1, 2));
    }

    [Fact]
    public async Task Summarize_OfVerdictsByModel_WarnsAndReadsThemWhenTold()
    {
        var text = string.Join('\n', Enumerable.Range(0, 10).SelectMany(i => new[] { Line(i, "AB"), Line(i, "BA") }));
        var byPlace = await Summarize(text);
        byPlace.Warnings.ShouldHaveSingleItem().ShouldContain("set verdict-by-model");
        var byModel = await Summarize(text, new VerdictFileOptions { VerdictByModel = true });
        byModel.Groups[0].BothOrders.Consistency!.Value.ShouldBe(1);
        byModel.Warnings.ShouldBeEmpty();

        static string Line(int i, string order) => $$"""{"id":"{{i}}","order":"{{order}}","verdict":"A"}""";
    }

    [Fact]
    public async Task Rendering_OfASummary_ShowsFiguresSlicesAndEscapesData()
    {
        var summary = await Summarize(
            """
            {"id":"1","order":"AB","verdict":"A","gold":"A","judge":"j|1","slice":"zh"}
            {"id":"1","order":"BA","verdict":"B","gold":"A","judge":"j|1","slice":"zh"}
            {"id":"2","order":"AB","verdict":"B","gold":"A","judge":"j|1","slice":"en"}
            """
        );
        var markdown = VerdictRendering.Markdown(summary);
        markdown.ShouldContain("## j\\|1, overall");
        markdown.ShouldContain("| win rate (G + S/2) / N | 50.0% |");
        markdown.ShouldContain("| agreement with ties | 50.0% |");
        markdown.ShouldContain("| zh | 1 | 100.0% |");
        var json = System.Text.Json.JsonDocument.Parse(VerdictRendering.Json(summary)).RootElement;
        json.GetProperty("groups")[0].GetProperty("agreement")[0].GetProperty("convention").GetString().ShouldBe("with_ties");
        json.GetProperty("groups")[0].GetProperty("gsb").GetProperty("win_rate").GetProperty("value").GetDouble().ShouldBe(0.5);
    }

    [Fact]
    public async Task Read_OfAnEmptyFile_GivesNothing()
    {
        var summary = await Summarize("");
        summary.Groups.ShouldBeEmpty();
        summary.Verdicts.ShouldBe(0);
    }

    [Theory]
    [InlineData("id", "is no mapping")]
    [InlineData("winner=x", "no field 'winner'")]
    public void WithColumns_OfAWrongMapping_SaysWhatIsAllowed(string mapping, string message) =>
        Should.Throw<InvalidSettingException>(() => new VerdictFileOptions().WithColumns([mapping])).Message.ShouldContain(message);

    private static (long, long) Agreement(VerdictGroupSummary group, AgreementConvention convention)
    {
        var agreement = group.Agreement.Single(agreement => agreement.Convention == convention);
        return (agreement.Agreed, agreement.Compared);
    }

    private static async Task<VerdictSummary> Summarize(string text, VerdictFileOptions? options = null)
    {
        var tally = new VerdictTally(options);
        await foreach (var line in VerdictFile.ReadAsync(Stream(text), "verdicts", options))
        {
            tally.Add(line);
        }

        return tally.Summarize();
    }

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
