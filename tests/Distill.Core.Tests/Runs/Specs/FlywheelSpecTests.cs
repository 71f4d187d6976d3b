using Distill.Core.Annotation;
using Distill.Core.Promotion;
using Distill.Core.Runs.Specs;
using Distill.Testing;

namespace Distill.Core.Tests.Runs.Specs;

public class FlywheelSpecTests
{
    private const string Whole = """
        name: support wheel
        pipeline: flywheel
        wheel: support
        window: {from: 2026-11-24T00:00:00Z, to: 2026-11-25T00:00:00Z}
        schedule: {every: 12h, lag: 0s}
        weights: {thumb: 5, dwell: 1}
        select: {lowScore: 0.3, where: 'answer contains "hotline"', judgeUnrated: 50}
        teacher: {model: teacher}
        judge: {model: judge}
        annotate: {deadline: 0s, policy: drop}
        replay: {dataset: base-1, strata: labels.intent}
        stages: [{method: sft}, {method: dpo, beta: 0.2}]
        rollout: {steps: [{kind: canary, percent: 10, hold: 0s}], requireApproval: true}
        """;

    [Fact]
    public void ParseFlywheel_OfAWholeSpec_ReadsEveryField()
    {
        var document = RunSpecDocument.Load(Whole, "w.yaml");

        var spec = document.ParseFlywheel();

        document.IsFlywheel.ShouldBeTrue();
        spec.Window!.From.ShouldBe(new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero));
        spec.Schedule.Every.ShouldBe(TimeSpan.FromHours(12));
        spec.Weights.Thumb.ShouldBe(5);
        spec.Select.ToRule().Where.ShouldNotBeNull();
        spec.Annotate.Policy.ShouldBe(DeadlinePolicy.Drop);
        spec.Replay.ToDraw(35)!.Count.ShouldBe(4);
        spec.Stages.Select(stage => (stage.Method, stage.Beta)).ShouldBe([("sft", null), ("dpo", 0.2)]);
        spec.Rollout.Steps.ShouldHaveSingleItem().Kind.ShouldBe(RolloutStepKind.Canary);
        document.ParseForHost().ModelFields.ShouldBe([("teacher.model", "teacher"), ("judge.model", "judge")]);
    }

    [Theory]
    [InlineData("wheel: support", "wheel: Support Wheel", "wheel")]
    [InlineData("to: 2026-11-25T00:00:00Z", "to: 2026-11-23T00:00:00Z", "window.to")]
    [InlineData("to: 2026-11-25T00:00:00Z", "to: 2026-13-25T00:00:00Z", "window.to")]
    [InlineData("lowScore: 0.3", "lowScore: 0.9", "select")]
    [InlineData("answer contains", "answer contans", "select")]
    [InlineData("strata: labels.intent", "strata: intent", "replay.strata")]
    [InlineData("{method: sft}", "{method: sft, beta: 1}", "stages[0].beta")]
    [InlineData("kind: canary, percent: 10", "kind: canary, percent: 100", "rollout")]
    [InlineData("judge: {model: judge}", "judge: {model: judge}\nevaluation: {holdout: 0.8, validation: 0.3}", "evaluation")]
    [InlineData("judge: {model: judge}", "judge: {model: judge}\nspeed: 3", "speed")]
    public void ParseFlywheel_OfAWrongField_NamesItsLineAndARemedy(string right, string wrong, string field)
    {
        var document = RunSpecDocument.Load(Whole.Replace(right, wrong, StringComparison.Ordinal), "w.yaml");

        var errors = Should.Throw<InvalidRunSpecException>(document.ParseFlywheel).Errors;

        errors.Select(error => error.Field).ShouldContain(field);
        errors.ShouldAllBe(error => error.Line >= 1 && error.Remedy.Length > 0);
    }

    [Fact]
    public void ParseFlywheel_OfTheStarter_IsValid() =>
        RunSpecDocument
            .Load(Repository.ReadText("samples", "flywheel-starter.yaml"), "flywheel-starter.yaml")
            .ParseFlywheel()
            .Stages.Count.ShouldBe(2);
}
