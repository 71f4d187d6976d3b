using System.Text.Json.Nodes;
using Distill.Core.Operators;
using Distill.Core.Tests.Operators.Deduplicators;

namespace Distill.Core.Tests.Operators;

public class CleaningRunTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task PassAsync_OnAnyThreads_GivesTheOutcomesOfOneAfterTheOther(int threads)
    {
        var samples = PlantedCorpus.Samples(3000);
        OperatorSpec[] steps =
        [
            Cleaning.Step("whitespace_normalization"),
            Cleaning.Step("text_length_filter", new JsonObject { ["min"] = 20 }),
            Cleaning.Step("exact_dedup"),
            Cleaning.Step("minhash_dedup", new JsonObject { ["keep"] = "longest" }),
            Cleaning.Step("refusal_filter"),
            Cleaning.Step("simhash_dedup"),
        ];
        var (plain, parallel) = (Cleaning.Start(steps), Cleaning.Start(steps));
        var expected = plain.Run(samples);
        var outcomes = new List<CleaningOutcome>();
        while (parallel.NextPass())
        {
            await foreach (var outcome in parallel.PassAsync(samples.ToAsyncEnumerable(), threads, TestContext.Current.CancellationToken))
            {
                outcomes.Add(outcome);
            }
        }

        outcomes.Select(Told).ShouldBe(expected.Select(Told));
        parallel
            .Statistics.Select(step => (step.Operator, step.Seen, step.Changed, step.Kept))
            .ShouldBe(plain.Statistics.Select(step => (step.Operator, step.Seen, step.Changed, step.Kept)));
    }

    [Fact]
    public async Task PassAsync_WhenAnOperatorFails_EndsWithItsFailure()
    {
        var run = Cleaning.Start(Cleaning.Step("decontamination", new JsonObject { ["against"] = new JsonArray("x") }));
        run.NextPass().ShouldBeTrue();
        var samples = PlantedCorpus.Samples(2000).ToAsyncEnumerable();

        // It was not loaded.
        await Should.ThrowAsync<InvalidOperationException>(async () =>
        {
            await foreach (var _ in run.PassAsync(samples, 3, TestContext.Current.CancellationToken)) { }
        });
    }

    [Fact]
    public void MoreThan64Mappers_AreAllRunAndCounted()
    {
        var run = Cleaning.Start([.. Enumerable.Repeat(Cleaning.Step("whitespace_normalization"), 70), Cleaning.Step("exact_dedup")]);

        run.Run([Cleaning.Pair("a  b", "c", "1"), Cleaning.Pair("a b", "c", "2")]).Select(outcome => outcome.Kept).ShouldBe([true, false]);

        run.Statistics.Count(step => step.Seen == 2).ShouldBe(71);
        (run.Statistics[0].Changed, run.Statistics[69].Changed).ShouldBe((1, 0));
    }

    private static (string Id, string? Operator, string? Drop, string Text) Told(CleaningOutcome outcome) =>
        (
            outcome.Sample.Id,
            outcome.Operator,
            outcome.Drop?.Detail?.ToJsonString(),
            string.Join('|', outcome.Sample.Messages.Select(turn => turn.Content))
        );
}
