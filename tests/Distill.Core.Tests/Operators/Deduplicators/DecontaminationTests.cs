using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Distill.Core.Operators;
using Distill.Core.Samples;

namespace Distill.Core.Tests.Operators.Deduplicators;

public class DecontaminationTests
{
    private const string English =
        "A farmer has seventeen sheep and all but nine of them run away, so how many sheep does the farmer still have?";
    private const string Chinese = "一个农夫有十七只羊，除了九只以外全部都跑掉了，请问农夫现在还剩下多少只羊？";

    [Theory]
    [InlineData(English, "Puzzle: a farmer has  SEVENTEEN sheep, and all but nine of them run away. So?", true)]
    [InlineData(Chinese, "请回答：一个农夫有十七只羊, 除了九只以外全部都跑了", true)]
    [InlineData(English, "A farmer has seventeen sheep and sells nine of them to his neighbour at the market on a Monday.", false)]
    [InlineData("What is 2 + 2?", "what is 2+2", true)]
    [InlineData("What is 2 + 2?", "Tell me what is 2 + 2?", false)]
    public async Task ASampleThatSharesARun_IsDropped(string evaluation, string prompt, bool dropped)
    {
        var outcome = (await RunAsync([Ask(evaluation, "e1")], Ask(prompt, "s"))).Single();

        outcome.Kept.ShouldBe(!dropped);
        if (dropped)
        {
            outcome.Drop!.Reason.ShouldBe("contaminated");
            (outcome.Drop.Detail!["reference"]!.GetValue<string>(), outcome.Drop.Detail["id"]!.GetValue<string>()).ShouldBe(
                ("eval.jsonl", "e1")
            );
            outcome.Drop.Detail["text"]!.GetValue<string>().ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task TheWordingOfATask_WhichManyEvaluationRecordsShare_DoesNotCount()
    {
        const string Task = "Please read the following announcement with care and say in one word whether the mood of it is good or bad: ";
        var evaluation = Enumerable
            .Range(0, 20)
            .Select(number => Ask(Task + $"the unique content of record {number}", $"e{number}"))
            .ToList();

        var outcomes = await RunAsync(
            evaluation,
            Ask(Task + "something of our own", "s"),
            Ask(Task + "the unique content of record 7", "t")
        );

        outcomes.Select(outcome => outcome.Kept).ShouldBe([true, false]);
    }

    [Fact]
    public async Task OverlapThatIsBorne_KeepsTheSample()
    {
        var outcomes = await RunAsync(
            [Ask(English, "e1")],
            new JsonObject { ["overlap"] = 0.9 },
            Ask(English + " " + string.Concat(Enumerable.Range(0, 40).Select(i => $"more{i} ")), "s")
        );

        outcomes.Single().Kept.ShouldBeTrue();
    }

    [Fact]
    public void WithoutANamedFile_TheRecipeIsRefused()
    {
        var (recipe, errors) = Recipe.Bind([Cleaning.Step("decontamination")], new OperatorContext());

        recipe.ShouldBeNull();
        errors.Single().Message.ShouldContain("against");
    }

    [Fact]
    public async Task WhereNoDataIsAtHand_TheMessageSaysSo()
    {
        using var run = Cleaning.Start(Cleaning.Step("decontamination", new JsonObject { ["against"] = new JsonArray("eval.jsonl") }));

        var failure = await Should.ThrowAsync<ReferenceException>(() => run.LoadAsync(null, TestContext.Current.CancellationToken));

        failure.Message.ShouldContain("eval.jsonl");
    }

    private static Sample Ask(string prompt, string id) => Cleaning.Pair(prompt, "an answer", id);

    private static Task<IReadOnlyList<CleaningOutcome>> RunAsync(IReadOnlyList<Sample> evaluation, params Sample[] samples) =>
        RunAsync(evaluation, [], samples);

    private static async Task<IReadOnlyList<CleaningOutcome>> RunAsync(
        IReadOnlyList<Sample> evaluation,
        JsonObject parameters,
        params Sample[] samples
    )
    {
        parameters["against"] = new JsonArray("eval.jsonl");
        using var run = Cleaning.Start(Cleaning.Step("decontamination", parameters));
        await run.LoadAsync(new Evaluation(evaluation), TestContext.Current.CancellationToken);
        return run.Run(samples);
    }

    private sealed class Evaluation(IReadOnlyList<Sample> samples) : IReferenceReader
    {
        public async IAsyncEnumerable<Sample> ReadAsync(string name, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            foreach (var sample in samples)
            {
                yield return sample;
            }

            await Task.CompletedTask;
        }
    }
}
