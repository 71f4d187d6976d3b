using Distill.Core.Evaluation;
using Distill.Core.Evaluation.Comparing;
using Distill.Core.Reporting;
using Distill.Core.Runs;
using Distill.Core.Runs.Specs;
using Distill.Core.Telemetry;
using Distill.Core.Training.Curves;
using Distill.Orchestrations;
using Distill.Orchestrations.Distilling;
using Distill.Orchestrations.Training;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Measuring;

/// <summary>Measures the teacher, and every student before and after training, on the same test set, and decides what follows.</summary>
public sealed class MeasureRound(RunWorkspace workspace)
{
    /// <summary>The activity. Repeating it gives the same measurement.</summary>
    [Function(ActivityNames.MeasureRound)]
    public Task<RoundDecision> RunAsync([ActivityTrigger] MeasureInput input, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(ActivityNames.MeasureRound, input.RunId, () => ExecuteAsync(input, cancellationToken), input.Round);

    private async Task<RoundDecision> ExecuteAsync(MeasureInput input, CancellationToken cancellationToken)
    {
        var spec = await workspace.ReadSpecAsync(input.RunId, cancellationToken);
        var comparison = await Comparison.OfAsync(workspace, spec, input.TestSet, cancellationToken);
        var teacher = comparison.Measure(comparison.Teacher, spec.Teacher.Model, ModelRole.Teacher, spec.Teacher.Model, 0);
        var models = new List<(ReportedModel Model, ModelAnswers Answers)> { (teacher, comparison.Teacher) };
        var shown = new List<(string Name, ModelAnswers Answers)> { (spec.Teacher.Model, comparison.Teacher) };
        foreach (var (model, dataset) in input.Before.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var answers = await comparison.ReadAsync(model, dataset, cancellationToken);
            models.Add((comparison.Measure(answers, model, ModelRole.StudentBefore, workspace.GetModel(model).Model, 0), answers));
        }

        var students = new List<(StudentResult Result, ModelAnswers Answers)>();
        foreach (var training in input.Trainings.Where(training => training.Answers is not null))
        {
            var answers = await comparison.ReadAsync(training.Model, training.Answers!, cancellationToken);
            var measured = comparison.Measure(answers, training.Student, ModelRole.StudentAfter, training.FineTunedModel, training.Round);
            models.Add((measured, answers));
            students.Add((await ResultAsync(measured, training, cancellationToken), answers));
        }

        var decision = await DecideAsync(input, spec, [.. students.Select(student => student.Result)], cancellationToken);
        shown.AddRange(Best(decision, students));
        var measurement = new RoundMeasurement
        {
            Models = [.. models.Select(measured => measured.Model)],
            Decision = decision,
            Examples = ExampleChoice.Of(comparison, shown, spec.Task.IsLabel),
            Reference = comparison.Reference,
        };
        await RunBlobs.WriteAsync(workspace.Blobs, RunPaths.Measurement(input.RunId, input.Round), measurement, cancellationToken);
        var samples = SampleFigures.Write(comparison.Samples(models));
        await RunBlobs.WriteTextAsync(workspace.Blobs, RunPaths.Samples(input.RunId), samples, cancellationToken);
        return Outcome(input, decision);
    }

    private async Task<StudentResult> ResultAsync(ReportedModel measured, TrainingOutcome training, CancellationToken cancellationToken)
    {
        var report = await RunBlobs.ReadAsync<TrainingReport>(workspace.Blobs, training.DetailsPath!, cancellationToken);
        return new StudentResult(measured.Measurement, measured.Ratios!, report!.Parameters, report.Diagnosis);
    }

    private async Task<DistillationDecision> DecideAsync(
        MeasureInput input,
        RunSpec spec,
        IReadOnlyList<StudentResult> students,
        CancellationToken cancellationToken
    )
    {
        var goal = new DistillationGoal
        {
            Quality = spec.Goal.Quality,
            Speed = spec.Goal.Speed,
            Cost = spec.Goal.Cost,
        };
        var counts = await CountClassesAsync(spec, input.TrainingSet, cancellationToken);
        return DecisionRule.Decide(goal, students, counts, input.Round, spec.Rounds);
    }

    private async Task<IReadOnlyDictionary<string, long>> CountClassesAsync(
        RunSpec spec,
        string dataset,
        CancellationToken cancellationToken
    )
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        if (SpecRecipe.AnswerFormat(spec.Task) is not { } format)
        {
            return counts;
        }

        var extractor = AnswerExtractor.Create(format);
        await foreach (var sample in workspace.ReadAsync(dataset, cancellationToken))
        {
            if (extractor.Extract(sample.Answer).Value is { } value)
            {
                counts[value] = counts.GetValueOrDefault(value) + 1;
            }
        }

        return counts;
    }

    private static IEnumerable<(string Name, ModelAnswers Answers)> Best(
        DistillationDecision decision,
        IReadOnlyList<(StudentResult Result, ModelAnswers Answers)> students
    ) =>
        students
            .Where(student => student.Result.Measurement.Name == decision.Student)
            .TakeLast(1)
            .Select(student => (decision.Student!, student.Answers));

    // Another round needs something new: parameters that a diagnosis suggests, or prompts that were not asked yet.
    private static RoundDecision Outcome(MeasureInput input, DistillationDecision decision)
    {
        var next = new Dictionary<string, TrainingParameters>(StringComparer.Ordinal);
        foreach (var training in input.Trainings.Where(training => training.Round == input.Round))
        {
            var suggested = training.Student == decision.Student ? decision.Next ?? training.Next : training.Next;
            if (suggested is { } own)
            {
                next[training.Student] = own;
            }
        }

        var another = decision.Outcome == DecisionOutcome.AnotherRound && (next.Count > 0 || input.UnusedPrompts > 0);
        return new RoundDecision(decision.Outcome == DecisionOutcome.Done, another, decision.Student, decision.Summary, next);
    }
}
