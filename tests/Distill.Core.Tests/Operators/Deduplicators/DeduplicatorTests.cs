using System.Text.Json.Nodes;
using Distill.Core.Operators;
using Distill.Core.Tests.Dedup;

namespace Distill.Core.Tests.Operators.Deduplicators;

public class DeduplicatorTests
{
    private const string Story =
        "The river rose in the night, and by the morning the lower fields lay under a sheet of brown water from hedge to hedge.";
    private const string Chinese =
        "昨天夜里河水上涨，到了早晨，下游的田地已经全部被淹没，村民们只好划着小船去抢收还没有成熟的庄稼，孩子们站在高处看着。";

    [Theory]
    [InlineData("minhash_dedup", Story)]
    [InlineData("minhash_dedup", Chinese)]
    [InlineData("simhash_dedup", Story + Story + Chinese + Chinese)]
    public void NearDuplicates_OfTheSameText_LeaveTheFirst(string step, string text)
    {
        var outcomes = Cleaning
            .Start(Cleaning.Step(step))
            .Run([
                Cleaning.Pair("q", text, "1"),
                Cleaning.Pair("q", text + "!", "2"),
                Cleaning.Pair("something else", "entirely, of other words", "3"),
            ]);

        outcomes.Select(outcome => outcome.Kept).ShouldBe([true, false, true]);
        outcomes[1].Drop!.Reason.ShouldBe("near_duplicate");
        outcomes[1].Drop!.Detail!["kept"]!.GetValue<string>().ShouldBe("1");
        outcomes[1].Drop!.Detail!["cluster"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public void MinHash_SaysHowSimilarTheSurvivorIs()
    {
        var drop = Cleaning
            .Start(Cleaning.Step("minhash_dedup"))
            .Run([Cleaning.Pair("q", Story, "1"), Cleaning.Pair("q", Story.Replace("brown", "grey", StringComparison.Ordinal), "2")])[1]
            .Drop!;

        drop.Detail!["similarity"]!.GetValue<double>().ShouldBeInRange(0.75, 0.99);
    }

    [Theory]
    [InlineData("first", "short", "long")]
    [InlineData("longest", "long", "short")]
    [InlineData("best_score", "long", "short")]
    public void MinHash_KeepsTheSurvivorThatIsAskedFor(string keep, string kept, string dropped)
    {
        var run = Cleaning.Start(Cleaning.Step("minhash_dedup", new JsonObject { ["keep"] = keep, ["score"] = "judge" }));
        var shorter = Cleaning.Pair("q", Story, "short") with { Scores = new Dictionary<string, double> { ["judge"] = 2 } };
        var longer = Cleaning.Pair("q", Story + " All of it.", "long") with { Scores = new Dictionary<string, double> { ["judge"] = 4 } };

        var outcomes = run.Run([shorter, Cleaning.Pair("other", "words of no likeness", "other"), longer]);

        outcomes.Single(outcome => !outcome.Kept).Sample.Id.ShouldBe(dropped);
        outcomes.Single(outcome => !outcome.Kept).Drop!.Detail!["kept"]!.GetValue<string>().ShouldBe(kept);
        outcomes.Select(outcome => outcome.Sample.Id).ShouldBe(["short", "other", "long"]);
    }

    [Fact]
    public void MinHash_WithASurveyThatSpills_DecidesTheSame()
    {
        var samples = PlantedCorpus.Samples(2000);
        var step = Cleaning.Step("minhash_dedup", new JsonObject { ["keep"] = "longest", ["memory_mb"] = 1 });
        var scratch = new MemoryScratch();
        var (recipe, _) = Recipe.Bind([step], Cleaning.Sentiment);

        var inMemory = Ids(recipe!.Start().Run(samples));
        using var run = recipe.Start(scratch);
        var spilled = Ids(run.Run(samples));

        spilled.ShouldBe(inMemory);
        inMemory.Count.ShouldBeLessThan(2000);
    }

    [Fact]
    public void MinHash_OnPlantedDuplicates_FindsThemAndNoOthers()
    {
        var samples = PlantedCorpus.Samples(3000);
        var outcomes = Cleaning.Start(Cleaning.Step("minhash_dedup")).Run(samples);

        var planted = samples.Count(sample => PlantedCorpus.IsCopy(sample.Id));
        var dropped = outcomes.Where(outcome => !outcome.Kept).ToList();
        var right = dropped.Count(outcome =>
            PlantedCorpus.Family(outcome.Sample.Id) == PlantedCorpus.Family(outcome.Drop!.Detail!["kept"]!.GetValue<string>())
        );
        ((double)right / planted).ShouldBeGreaterThan(0.99);
        ((double)right / dropped.Count).ShouldBeGreaterThan(0.995);
    }

    [Fact]
    public void EmptyTexts_ResembleNothing()
    {
        foreach (var step in new[] { "minhash_dedup", "simhash_dedup" })
        {
            var outcomes = Cleaning
                .Start(Cleaning.Step(step, new JsonObject { ["by"] = "answer" }))
                .Run([Cleaning.Pair("a", "", "1"), Cleaning.Pair("b", " ", "2")]);

            outcomes.ShouldAllBe(outcome => outcome.Kept);
        }
    }

    [Fact]
    public void ExactDedup_ByAnswer_ComparesAnswersAlone()
    {
        var outcomes = Cleaning
            .Start(Cleaning.Step("exact_dedup", new JsonObject { ["by"] = "answer" }))
            .Run([Cleaning.Pair("a", "Same", "1"), Cleaning.Pair("b", "ＳＡＭＥ", "2"), Cleaning.Pair("a", "other", "3")]);

        outcomes.Select(outcome => outcome.Kept).ShouldBe([true, false, true]);
    }

    [Fact]
    public void SimHash_OfAWiderDistance_DropsMore()
    {
        var samples = PlantedCorpus.Samples(600);
        int Dropped(int distance) =>
            Cleaning
                .Start(Cleaning.Step("simhash_dedup", new JsonObject { ["distance"] = distance }))
                .Run(samples)
                .Count(outcome => !outcome.Kept);

        Dropped(6).ShouldBeGreaterThan(Dropped(0));
        Dropped(4).ShouldBeLessThanOrEqualTo(Dropped(6));
    }

    private static List<string> Ids(IReadOnlyList<CleaningOutcome> outcomes) =>
        [.. outcomes.Where(outcome => outcome.Kept).Select(outcome => outcome.Sample.Id)];
}
