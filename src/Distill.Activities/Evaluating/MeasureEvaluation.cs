using Distill.Core.Datasets;
using Distill.Core.Evaluation.Calibrating;
using Distill.Core.Evaluation.Comparing;
using Distill.Core.Evaluation.Measuring;
using Distill.Core.Inference;
using Distill.Core.Judging.Pairwise;
using Distill.Core.Judging.Rubrics;
using Distill.Core.Reporting;
using Distill.Core.Reporting.Evaluations;
using Distill.Core.Runs;
using Distill.Core.Runs.Specs.Evaluations;
using Distill.Core.Telemetry;
using Distill.Orchestrations;
using Distill.Orchestrations.Evaluating;
using Microsoft.Azure.Functions.Worker;

namespace Distill.Activities.Evaluating;

/// <summary>Makes answers and verdicts a report, a file of raw verdicts, and a decision with its hashed record.</summary>
public sealed class MeasureEvaluation(RunWorkspace workspace)
{
    private readonly StoredVerdicts _verdicts = new(workspace);

    /// <summary>The activity. Repeating it writes the same files.</summary>
    [Function(ActivityNames.MeasureEvaluation)]
    public Task<EvaluationOutcome> RunAsync([ActivityTrigger] MeasureEvaluationInput input, CancellationToken cancellationToken) =>
        RunTrace.StepAsync(
            ActivityNames.MeasureEvaluation,
            input.Evaluation.RunId,
            () => ExecuteAsync(input, cancellationToken),
            input.Evaluation.Round
        );

    private async Task<EvaluationOutcome> ExecuteAsync(MeasureEvaluationInput input, CancellationToken cancellationToken)
    {
        var spec = await EvaluationFiles.ReadSpecAsync(workspace, input.Evaluation, cancellationToken);
        var set = await workspace.GetDatasetAsync(input.Set, cancellationToken);
        var items = await ItemsAsync(input, cancellationToken);
        var judges = await _verdicts.ReadAsync(
            EvaluationPlans.IsJudged(spec.Mode) ? spec.Judges : [],
            judge => RunDatasets.Verdicts(input.Evaluation.RunId, input.Evaluation.Part, judge),
            input.Usage,
            cancellationToken
        );
        var labels = spec.Calibration?.Labels is { } prefix ? await LabelsAsync(prefix, set, cancellationToken) : [];
        var people = await PeopleAsync(input, spec, cancellationToken);
        var measured = EvaluationMeasurer.Measure(Settings(input, spec, set), items, judges, labels, input.DecidedAt, people);
        var matched = await workspace.GetDatasetAsync(input.Match.Matched.DatasetId, cancellationToken);
        var report = measured.Report with
        {
            LeftOut = matched.Rejects,
            Usage = [.. input.Usage.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => Usage(pair.Key, pair.Value))],
        };
        var verdicts = judges.Count == 0 ? null : Lines(items, judges, EvaluationPlans.Instruction(spec)?.Dimensions ?? []);
        return new EvaluationOutcome
        {
            Decision = report.Decision?.Outcome,
            Summary = report.Decision?.Summary ?? EvaluationTables.Sentence(report),
            Samples = report.Samples,
            Gsb = report.Outcomes is [var overall, ..] ? overall.Gsb : null,
            Reports = await WriteAsync(input.Evaluation, measured with { Report = report }, verdicts, cancellationToken),
            DecisionSha256 = measured.Record?.Sha256,
        };
    }

    private async Task<IReadOnlyList<EvaluationItem>> ItemsAsync(MeasureEvaluationInput input, CancellationToken cancellationToken) =>
        await workspace
            .ReadAsync(input.Match.Matched.DatasetId, cancellationToken)
            .Select(EvaluationSample.ItemOf)
            .ToListAsync(cancellationToken);

    private async Task<PeopleVerdicts?> PeopleAsync(MeasureEvaluationInput input, EvaluationSpec spec, CancellationToken cancellationToken)
    {
        if (input.Choices is not { } dataset)
        {
            return null;
        }

        var (runId, part) = (input.Evaluation.RunId, input.Evaluation.Part);
        var summary =
            await RunBlobs.ReadAsync<PeopleSummary>(workspace.Blobs, Path(input.Evaluation, EvaluationFiles.People), cancellationToken)
            ?? throw new RunFailedException($"The summary of people's choices of '{dataset}' is gone. Start the run again from its spec.");
        var choices = await workspace.ReadAsync(dataset, cancellationToken).Select(ChoiceSample.ChoiceOf).ToListAsync(cancellationToken);
        var judges = await _verdicts.ReadAsync(
            spec.Judges,
            choices.Count == 0 ? null : judge => RunDatasets.ChoiceVerdicts(runId, part, judge),
            input.Usage,
            cancellationToken
        );
        return new PeopleVerdicts(new PeopleChoices(summary, choices), judges);
    }

    private async Task<IReadOnlyList<HumanLabel>> LabelsAsync(string prefix, DatasetManifest set, CancellationToken cancellationToken)
    {
        var labels = new List<HumanLabel>();
        await foreach (var sample in workspace.Library.ReadAsync(set, cancellationToken: cancellationToken))
        {
            labels.AddRange(
                sample
                    .Labels.Where(label => label.Key.StartsWith(prefix + ".", StringComparison.Ordinal))
                    .Select(label => new HumanLabel(sample.Id, label.Key[(prefix.Length + 1)..], label.Value))
            );
        }

        return labels;
    }

    private static EvaluationSettings Settings(MeasureEvaluationInput input, EvaluationSpec spec, DatasetManifest set) =>
        new()
        {
            Name = spec.Name,
            Mode = spec.Mode,
            Candidate = input.Match.Candidate,
            Baseline = input.Match.Baseline,
            EvaluationSet = $"{set.Id} ({set.Name}, version {set.Version})",
            Instruction = EvaluationPlans.Instruction(spec),
            Format = spec.Task?.ToFormat() ?? new(),
            Checks = EvaluationPlans.Checks(spec),
            Combination = OrderCombination.Strict,
            Gate = spec.Gate,
            Subject = spec.Subject(),
            Emulated = input.Emulated,
        };

    private async Task<IReadOnlyDictionary<string, string>> WriteAsync(
        EvaluationInput evaluation,
        EvaluationMeasurement measured,
        string? verdicts,
        CancellationToken cancellationToken
    )
    {
        var (report, record, measures, calibration) = measured;
        var files = new Dictionary<string, string>
        {
            ["html"] = EvaluationHtml.Render(report),
            ["md"] = EvaluationMarkdown.Render(report),
            ["json"] = EvaluationJson.Render(report),
        }.ToDictionary(file => (Format: file.Key, Name: $"report.{file.Key}"), file => file.Value);
        if (record is not null)
        {
            files[("decision", EvaluationFiles.Decision)] = record.Json;
        }

        if (verdicts is not null)
        {
            files[("verdicts", EvaluationFiles.Verdicts)] = verdicts;
        }

        if (calibration.Count > 0)
        {
            files[("calibration", EvaluationFiles.Calibration)] = string.Join('\n', calibration) + "\n";
        }

        files[("samples", EvaluationFiles.Samples)] = SampleFigures.Write(measures.Select(SampleFigures.Of));
        foreach (var (file, text) in files)
        {
            await RunBlobs.WriteTextAsync(workspace.Blobs, Path(evaluation, file.Name), text, cancellationToken);
        }

        return files.Keys.ToDictionary(file => file.Format, file => Path(evaluation, file.Name));
    }

    private static string Lines(
        IReadOnlyList<EvaluationItem> items,
        IReadOnlyList<JudgeVerdicts> judges,
        IReadOnlyList<RubricDimension> dimensions
    ) =>
        string.Concat(
            items.SelectMany(item =>
                judges
                    .Where(judge => judge.Answers.ContainsKey(item.Id))
                    .SelectMany(judge => VerdictLines.Of(item, judge.Judge, judge.Answers[item.Id], dimensions))
                    .Select(line => line + "\n")
            )
        );

    private static string Path(EvaluationInput evaluation, string file) => RunPaths.Evaluation(evaluation.RunId, evaluation.Part, file);

    private static UsageReport Usage(string key, InferenceUsage usage)
    {
        var slash = key.LastIndexOf('/');
        return UsageReport.Of(key[..slash], key[(slash + 1)..], usage);
    }
}
