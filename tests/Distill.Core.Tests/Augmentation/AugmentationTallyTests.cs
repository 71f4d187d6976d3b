using Distill.Core.Augmentation;
using Distill.Core.Dedup;
using Distill.Core.Samples;
using Distill.Testing;

namespace Distill.Core.Tests.Augmentation;

public sealed class AugmentationTallyTests
{
    private static readonly AugmentationPlan Plan = new([new PlannedClass("bad", 10, 11, 1, 1, 1, 0, 0, 0)], "11 rows", false);

    [Fact]
    public void Take_Answers_KeepsThoseThatNameTheClassUpToTheTarget()
    {
        var tally = new AugmentationTally(Plan);
        var call = new AugmentationCall("c", "bad", "bad", AugmentationMethod.ChangeAngle, ["s"], 4, []);
        tally.AddCall(call, 4);

        tally.Take(Row("good"), Read).ShouldNotBeNull().Reason.ShouldBe(VariantDropReasons.LabelChanged);
        tally.Take(Row("what?"), Read).ShouldNotBeNull().Reason.ShouldBe(VariantDropReasons.NoLabel);
        tally.Take(Row("bad"), Read).ShouldBeNull();
        tally.Take(Row("bad"), Read).ShouldNotBeNull().Reason.ShouldBe(VariantDropReasons.Surplus);

        var result = tally.ToResult(2);
        result.Classes.ShouldHaveSingleItem().After.ShouldBe(11);
        result.Methods.ShouldHaveSingleItem().ShouldBe(new MethodYield("change-angle", 1, 4, 1));
        result.Drops.Values.Sum().ShouldBe(3);

        Sample Row(string answer) =>
            AugmentedRow
                .Ask(new Variant("v", call, "text", 0.4), Some.Sample(), new AugmentationSubject(PromptTemplate.None), "gold", "teacher")
                .WithAnswer(answer);
    }

    [Fact]
    public void Take_WithoutAWayToReadTheClass_TakesItFromTheSeed()
    {
        var call = new AugmentationCall("c", "bad", null, AugmentationMethod.Paraphrase, ["s"], 4, []);
        var row = AugmentedRow.Ask(
            new Variant("v", call, "text", 0.4),
            Some.Sample(),
            new AugmentationSubject(PromptTemplate.None),
            "gold",
            "teacher"
        );

        new AugmentationTally(Plan).Take(row.WithAnswer("any"), null).ShouldBeNull();
        row.Labels["gold"].ShouldBe("bad");
        ((string?)row.Meta!["augmentation"]!["model"]).ShouldBe("teacher");
        ((string?)row.Meta!["augmentation"]!["template"]).ShouldBe(AugmentationPrompt.TemplateVersion);
    }

    private static string? Read(string? answer) => answer is "good" or "bad" ? answer : null;
}
