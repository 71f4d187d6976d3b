using Distill.Activities.Measuring;
using Distill.Core.Augmentation;
using Distill.Core.Evaluation;
using Distill.Core.Evaluation.Candidates;
using Distill.Core.Insight.Changes;
using Distill.Core.Reporting;
using Distill.Core.Runs;
using Distill.Core.Runs.Specs;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Distilling;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Reporting;

/// <summary>Writes the run's report as a page, as text and as data.</summary>
public sealed class WriteReport(RunWorkspace workspace)
{
    /// <summary>The activity. Repeating it gives the same report.</summary>
    [Function(ActivityNames.WriteReport)]
    public Task<ReportPaths> RunAsync([ActivityTrigger] ReportInput input, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(
            ActivityNames.WriteReport,
            input.Measure.RunId,
            () => ExecuteAsync(input, cancellationToken),
            input.Measure.Round
        );

    private async Task<ReportPaths> ExecuteAsync(ReportInput input, CancellationToken cancellationToken)
    {
        var report = await MakeAsync(input, cancellationToken);
        var runId = input.Measure.RunId;
        var paths = new ReportPaths(
            RunPaths.Report(runId, "html"),
            RunPaths.Report(runId, "md"),
            RunPaths.Report(runId, "json"),
            RunPaths.Samples(runId)
        );
        await RunBlobs.WriteTextAsync(workspace.Blobs, paths.Html, ReportHtml.Render(report), cancellationToken);
        await RunBlobs.WriteTextAsync(workspace.Blobs, paths.Markdown, ReportMarkdown.Render(report), cancellationToken);
        await RunBlobs.WriteTextAsync(workspace.Blobs, paths.Json, ReportJson.Render(report), cancellationToken);
        return paths;
    }

    private async Task<RunReport> MakeAsync(ReportInput input, CancellationToken cancellationToken)
    {
        var (runId, round) = (input.Measure.RunId, input.Measure.Round);
        var spec = await workspace.ReadSpecAsync(runId, cancellationToken);
        var measured = (
            await RunBlobs.ReadAsync<RoundMeasurement>(workspace.Blobs, RunPaths.Measurement(runId, round), cancellationToken)
        )!;
        return new RunReport
        {
            RunId = runId,
            Name = spec.Name,
            StartedAt = input.StartedAt,
            EndedAt = input.EndedAt,
            Emulated = input.Emulated.Count > 0,
            EmulatedModels = input.Emulated,
            Spec = Facts(spec, measured.Reference),
            Stages = input.Stages,
            Datasets = await DatasetsAsync(input.Datasets, cancellationToken),
            Augmentation = await RunBlobs.ReadAsync<AugmentationResult>(
                workspace.Blobs,
                RunPaths.Augmentation(runId, round),
                cancellationToken
            ),
            Cleaning = await RunBlobs.ReadAsync<DataChange>(workspace.Blobs, RunPaths.Cleaning(runId, round), cancellationToken),
            Models = measured.Models,
            Matrix = Matrix(measured.Models, spec),
            Trainings = await TrainingsAsync(input.Measure, cancellationToken),
            Usage = [.. input.Usage.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => Usage(pair.Key, pair.Value))],
            Examples = measured.Examples,
            Decision = measured.Decision,
        };
    }

    // A student that was trained in several rounds is what the last of them made of it.
    private static CandidateMatrix? Matrix(IReadOnlyList<ReportedModel> models, RunSpec spec)
    {
        var students = models
            .Select(model => model.Measurement)
            .Where(measured => measured.Role == ModelRole.StudentAfter)
            .GroupBy(measured => measured.Name, StringComparer.Ordinal)
            .Select(rounds => Candidate.Of(rounds.MaxBy(measured => measured.Round)!))
            .ToList();
        return students.Count == 0 ? null : CandidateMatrix.Of(students, spec.Weights);
    }

    private async Task<IReadOnlyList<DatasetReport>> DatasetsAsync(
        IReadOnlyDictionary<string, string> datasets,
        CancellationToken cancellationToken
    )
    {
        var reports = new List<DatasetReport>();
        foreach (var (role, id) in datasets)
        {
            var manifest = await workspace.GetDatasetAsync(id, cancellationToken);
            reports.Add(
                new DatasetReport
                {
                    Role = role,
                    Id = id,
                    Records = manifest.Records,
                    Rejects = manifest.Rejects,
                }
            );
        }

        return reports;
    }

    private async Task<IReadOnlyList<TrainingReport>> TrainingsAsync(MeasureInput measured, CancellationToken cancellationToken)
    {
        var reports = new List<TrainingReport>();
        foreach (var training in measured.Trainings.Where(training => training.DetailsPath is not null))
        {
            reports.Add((await RunBlobs.ReadAsync<TrainingReport>(workspace.Blobs, training.DetailsPath!, cancellationToken))!);
        }

        return reports;
    }

    private static UsageReport Usage(string key, Core.Inference.InferenceUsage usage)
    {
        var slash = key.LastIndexOf('/');
        return UsageReport.Of(key[..slash], key[(slash + 1)..], usage);
    }

    private static IReadOnlyList<ReportFact> Facts(RunSpec spec, string reference) =>
        [
            new("Source", spec.Source.Blob ?? $"dataset {spec.Source.Dataset}"),
            new("Task", spec.Task.Labels.Count == 0 ? spec.Task.Kind : $"{spec.Task.Kind}: {string.Join(", ", spec.Task.Labels)}"),
            new("Measured against", reference),
            new("Teacher", spec.Teacher.Model),
            new("Students", string.Join(", ", spec.Students.Select(student => $"{student.Name} ({student.Model})"))),
            new("Judge", spec.Judge?.Model ?? "none"),
            new("Recipe", string.Join(", ", SpecRecipe.Steps(spec).Select(step => step.Op))),
            new("Split", $"train {spec.Split.Train}, validation {spec.Split.Validation}, test {spec.Split.Test}, seed {spec.Split.Seed}"),
            .. spec.Augment is { } augment
                ? (ReportFact[])
                    [
                        new(
                            "Augmentation",
                            $"target {augment.Target}, {string.Join(", ", augment.Methods)}, budget {augment.Budget?.ToString() ?? "none"}"
                        ),
                    ]
                : [],
            new(
                "Goal",
                $"quality at least {spec.Goal.Quality}, speed at least {spec.Goal.Speed}x, cost at most {spec.Goal.Cost} of the teacher's"
            ),
            new("Rounds", $"at most {spec.Rounds}"),
            new("Limits", $"budget {spec.Budget?.ToString() ?? "none"}, deadline {spec.Deadline?.ToString() ?? "none"}"),
        ];
}
