using Distill.Core.Evaluation.Gates;
using Distill.Core.Evaluation.Measuring;
using Distill.Core.Judging.Asking;
using Distill.Core.Runs.Specs;
using Distill.Core.Runs.Specs.Evaluations;

namespace Distill.Core.Tests.Runs.Specs;

public class EvaluationSpecTests
{
    private const string Whole = """
        name: release check
        pipeline: evaluation
        source: {dataset: set-1}
        mode: pairwise
        candidate: {model: student, fineTunedModel: "ft:x", teacher: false}
        baseline: {dataset: answers-1, name: online}
        judges: [{model: judge}, {model: second}]
        rubric: {max: 10, dimensions: [{name: logic, weight: 2}, {name: tone, english: it is polite}]}
        slices: [labels.intent, feedback]
        gate: {claim: nonInferiority, margin: 0.1}
        deadline: 2h
        """;

    [Fact]
    public void ParseEvaluation_OfAWholeSpec_ReadsEveryField()
    {
        var document = RunSpecDocument.Load(Whole, "e.yaml");

        var spec = document.ParseEvaluation();

        document.IsEvaluation.ShouldBeTrue();
        spec.Mode.ShouldBe(EvaluationMode.Pairwise);
        spec.Gate!.Claim.ShouldBe(GateClaim.NonInferiority);
        spec.Deadline.ShouldBe(TimeSpan.FromHours(2));
        var instruction = EvaluationPlans.Instruction(spec)!;
        instruction.Mode.ShouldBe(JudgeMode.Pairwise);
        instruction.Rubric!.Scale.Max.ShouldBe(10);
        instruction.Rubric.Dimensions[1].Chinese.ShouldBe("it is polite");
        document
            .ParseHeader()
            .ModelFields.ShouldBe([("candidate.model", "student"), ("judges[0].model", "judge"), ("judges[1].model", "second")]);
    }

    [Theory]
    [InlineData("human", "human", null, 200)]
    [InlineData("{labels: human}", "human", null, 200)]
    [InlineData("{annotations: news, limit: 80}", null, "news", 80)]
    public void ParseEvaluation_OfACalibration_ReadsItInShortAndInFull(string text, string? labels, string? project, int limit)
    {
        var spec = RunSpecDocument.Load($"{Whole}\ncalibration: {text}", "e.yaml").ParseEvaluation();

        (spec.Calibration!.Labels, spec.Calibration.Annotations, spec.Calibration.Limit).ShouldBe((labels, project, limit));
        // A plan is stored as JSON and read again.
        var json = System.Text.Json.JsonSerializer.Serialize(spec.Calibration);
        System.Text.Json.JsonSerializer.Deserialize<CalibrationSpec>(json).ShouldBe(spec.Calibration);
    }

    [Theory]
    [InlineData("deadline: 2h", "calibration: {annotations: news, labels: human}", "calibration")]
    [InlineData("deadline: 2h", "calibration: {limit: 20}", "calibration")]
    [InlineData("deadline: 2h", "calibration: {labels: human, limit: 20}", "calibration")]
    [InlineData("deadline: 2h", "calibration: {annotation: news}", "calibration.annotation")]
    [InlineData("deadline: 2h", "calibration: {annotations: news, limit: 0}", "calibration.limit")]
    [InlineData(
        "deadline: 2h",
        "calibration: {annotations: news}\ntemplate: '{question} {answer_a} {answer_b} {reference} {criteria}'",
        "calibration.annotations"
    )]
    [InlineData("baseline: {dataset: answers-1, name: online}", "", "baseline")]
    [InlineData("judges: [{model: judge}, {model: second}]", "", "judges")]
    [InlineData("{dataset: answers-1, name: online}", "{dataset: a, model: b}", "baseline")]
    [InlineData("candidate: {model: student, ", "candidate: {dataset: d, ", "candidate.fineTunedModel")]
    [InlineData("labels.intent, feedback", "intent", "slices[0]")]
    [InlineData("{name: tone, english: it is polite}", "{name: tone}", "template")]
    [InlineData("mode: pairwise", "mode: labels", "task")]
    [InlineData("mode: pairwise", "mode: pairwise\nspeed: 3", "speed")]
    [InlineData("deadline: 2h", "template: '{question}'", "template")]
    public void ParseEvaluation_OfAWrongField_NamesIt(string right, string wrong, string field)
    {
        var document = RunSpecDocument.Load(Whole.Replace(right, wrong, StringComparison.Ordinal), "e.yaml");

        var errors = Should.Throw<InvalidRunSpecException>(document.ParseEvaluation).Errors;

        errors.Select(error => error.Field).ShouldContain(field);
        errors.ShouldAllBe(error => error.Line >= 1 && error.Remedy.Length > 0);
    }

    [Fact]
    public void ParseForHost_OfASourceFile_IsRefused() =>
        Should
            .Throw<InvalidRunSpecException>(RunSpecDocument.Load(Whole.Replace("dataset: set-1", "file: a.jsonl"), "e.yaml").ParseForHost)
            .Errors.ShouldHaveSingleItem()
            .Field.ShouldBe("source.file");
}
