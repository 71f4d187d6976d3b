using System.Text.Json.Nodes;
using Distill.Core.Operators;
using Distill.Core.Runs.Specs;
using Distill.Core.Samples;
using static Distill.Core.Tests.Operators.Cleaning;

namespace Distill.Core.Tests.Operators;

public class RecipeTests
{
    [Fact]
    public void Bind_OfRecommendedRecipes_HasNoErrors()
    {
        Recipe.Bind(Recipe.Recommended(hasAnswerValue: true), Sentiment).Errors.ShouldBeEmpty();
        Recipe.Bind(Recipe.Recommended(hasAnswerValue: false), new OperatorContext()).Errors.ShouldBeEmpty();
    }

    [Fact]
    public void Run_OfAPreferenceSample_IsKeptByEveryRecipe()
    {
        var sample = new Sample
        {
            Id = "p",
            Messages = [Message.User("法国的首都是哪里？")],
            Chosen = [Message.Assistant("法国的首都是巴黎。")],
            Rejected = [Message.Assistant("")],
        };
        IReadOnlyList<OperatorSpec>[] recipes =
        [
            Recipe.Recommended(hasAnswerValue: false),
            .. ShippedRecipes.Names.Select(ShippedRecipes.Steps),
        ];
        foreach (var steps in recipes)
        {
            // The one for English drops Chinese.
            var fitting = steps.Where(step => step.Op != "language_filter").ToList();
            Recipe.Bind(fitting, new OperatorContext()).Recipe!.Start().Run([sample])[0].Kept.ShouldBeTrue();
        }
    }

    [Fact]
    public void ForTask_WithValues_ChecksThemBeforeMaskAndDedup()
    {
        Recipe
            .ForTask(ShippedRecipes.Steps("default-zh"), hasAnswerValue: true)
            .Select(step => step.Op)
            .TakeLast(5)
            .ShouldBe(["answer_format_filter", "pii_mask", "label_conflict_filter", "exact_dedup", "minhash_dedup"]);
        Recipe
            .ForTask([Step("refusal_filter")], hasAnswerValue: true)
            .Select(step => step.Op)
            .ShouldBe(["refusal_filter", "answer_format_filter", "label_conflict_filter"]);
    }

    [Fact]
    public void Bind_OfSeveralWrongSteps_NamesEachWithItsRemedy()
    {
        var (recipe, errors) = Recipe.Bind(
            [
                Step("exact_dedupe"),
                Step("text_length_filter", new JsonObject { ["max"] = -3, ["maximum"] = 5 }),
                Step("unicode_normalization", new JsonObject { ["form"] = "nfd" }),
                Step("pii_mask", new JsonObject { ["kinds"] = new JsonArray("iban") }),
                Step("text_length_filter", new JsonObject { ["min"] = 9, ["max"] = 8 }),
                Step("answer_present_filter", new JsonObject { ["x"] = 1 }),
            ],
            Sentiment
        );
        recipe.ShouldBeNull();
        errors
            .Select(error => (error.Step, error.Parameter))
            .ShouldBe([(0, null), (1, "max"), (1, "maximum"), (2, "form"), (3, "kinds"), (4, null), (5, "x")]);
        errors[0].Message.ShouldContain("did you mean 'exact_dedup'?");
        errors[0].Message.ShouldContain("Known: answer_format_filter, answer_present_filter");
        errors[1].Message.ShouldBe("text_length_filter: max is -3, but must be an integer from 1 to 10000000.");
        errors[2].Message.ShouldContain("Known: min, max, target.");
        errors[3].Message.ShouldContain("must be one of nfc, nfkc");
        errors[4].Message.ShouldContain("kinds is [\"iban\"], but must be a list of some of email, phone, id_card");
        errors[5].Message.ShouldContain("must not be above max");
        errors[6].Message.ShouldContain("takes no parameters");
    }

    [Fact]
    public void Bind_OfAValueOperatorForATaskWithoutValues_SaysSo() =>
        Recipe.Bind([Step("answer_format_filter")], new OperatorContext()).Errors.Single().Message.ShouldContain("no answer format");

    [Fact]
    public void Process_OfAWholeRecipe_CountsKeptChangedAndDroppedByReason()
    {
        var run = Start(Step("whitespace_normalization"), Step("answer_format_filter"), Step("label_conflict_filter"), Step("exact_dedup"));
        var outcomes = run.Run([
            Labelled("s1", "p ", "正面"),
            Labelled("s2", "p", "正面"),
            Labelled("s3", "q", "中性"),
            Labelled("s4", "q", "负面"),
            Pair("r", "???", "s5"),
        ]);
        outcomes
            .Select(outcome => outcome.Operator)
            .ShouldBe([null, "exact_dedup", "label_conflict_filter", "label_conflict_filter", "answer_format_filter"]);
        run.Statistics.Select(op => (op.Operator, op.Seen, op.Changed, op.Kept))
            .ShouldBe([
                ("whitespace_normalization", 5, 1, 5),
                ("answer_format_filter", 5, 0, 4),
                ("label_conflict_filter", 4, 0, 2),
                ("exact_dedup", 2, 0, 1),
            ]);
        run.Statistics[2].Dropped.ShouldBe(new Dictionary<string, long> { ["label_conflict"] = 2 });
    }

    [Fact]
    public void Process_OutsideAPass_IsRefused()
    {
        var run = Start(Step("exact_dedup"));
        Should.Throw<InvalidOperationException>(() => run.Process(Pair("a", "b")));
        run.Run([Pair("a", "b")]).Count.ShouldBe(1);
        Should.Throw<InvalidOperationException>(() => run.Process(Pair("a", "b")));
    }
}
