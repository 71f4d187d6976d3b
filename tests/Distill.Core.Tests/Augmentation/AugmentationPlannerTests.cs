using Distill.Core.Augmentation;
using Distill.Core.Models;

namespace Distill.Core.Tests.Augmentation;

public sealed class AugmentationPlannerTests
{
    private static readonly ModelEntry Teacher = new()
    {
        Name = "teacher",
        Endpoint = new Uri("http://127.0.0.1:1/v1"),
        Model = "big",
        InputPrice = 2,
        OutputPrice = 8,
    };

    [Fact]
    public void Plan_OfThinClasses_FillsThemUpToTheTargetOnly()
    {
        var plan = Plan(
            new AugmentationOptions { Target = AugmentationTarget.Parse("50%")!.Value },
            ("large", 100),
            ("thin", 20),
            ("half", 50)
        );

        plan.Classes.Select(planned => (planned.Label, planned.Missing)).ShouldBe([("half", 0), ("large", 0), ("thin", 30)]);
        var thin = plan.Classes[2];
        // 30 rows at 4 texts a call of which 60% are kept.
        thin.Calls.ShouldBe(13);
        thin.Seeds.ShouldBe(13);
        thin.Expected.ShouldBe(30);
        thin.Cost.ShouldBeGreaterThan(0);
        plan.Classes[0].Cost.ShouldBe(0);
    }

    [Fact]
    public void Plan_BeyondTheRatio_StopsThere() =>
        Plan(new AugmentationOptions { MaxRatio = 2, Target = AugmentationTarget.Parse("500")!.Value }, ("a", 10)).Missing.ShouldBe(20);

    [Fact]
    public void Plan_BeyondTheBudget_CutsAllClassesAlikeAndStaysWithin()
    {
        var options = new AugmentationOptions { Target = AugmentationTarget.Parse("200")!.Value, MaxRatio = 50 };
        var full = Plan(options, ("a", 20), ("b", 20));

        var cut = Plan(options with { Budget = full.Cost / 2 }, ("a", 20), ("b", 20));

        cut.BudgetLimited.ShouldBeTrue();
        cut.Cost.ShouldBeLessThanOrEqualTo(full.Cost / 2);
        cut.Classes[0].Calls.ShouldBe(cut.Classes[1].Calls);
        cut.Classes[0].Calls.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Cut_OfTexts_KeepsToTheMoneyLeftAndToWhatTheClassLacks()
    {
        var plan = Plan(new AugmentationOptions { Target = AugmentationTarget.Parse("14")!.Value }, ("a", 10));
        var call = new AugmentationCall("c", "a", null, AugmentationMethod.Paraphrase, ["s"], 9, []);
        Variant[] variants = [.. Enumerable.Range(0, 9).Select(index => new Variant($"v{index}", call, "text", 0.5))];
        var cost = new Dictionary<string, decimal> { ["a"] = 2 };

        AugmentationBudget.Cut(variants, plan, cost, null).Kept.Count.ShouldBe(5);
        var (kept, dropped) = AugmentationBudget.Cut(variants, plan, cost, 5);

        kept.Count.ShouldBe(2);
        dropped.ShouldAllBe(drop => drop.Reason == VariantDropReasons.Budget);
    }

    [Theory]
    [InlineData(0.7, 0.7, 5, 4)]
    [InlineData(0.1, 0.7, 0, 4)]
    [InlineData(0.1, 0.7, 5, 21)]
    public void Validate_OutOfRange_SaysSo(double low, double high, double ratio, int variants) =>
        new AugmentationOptions
        {
            MinSimilarity = low,
            MaxSimilarity = high,
            MaxRatio = ratio,
            VariantsPerCall = variants,
        }
            .Validate()
            .ShouldNotBeNull();

    private static AugmentationPlan Plan(AugmentationOptions options, params (string Label, long Rows)[] classes) =>
        AugmentationPlanner.Plan([.. classes.Select(size => new ClassSize(size.Label, size.Rows, 20, 60, 5))], options, Teacher);
}
