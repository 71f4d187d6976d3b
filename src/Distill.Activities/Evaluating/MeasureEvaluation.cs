using Distill.Core.Datasets;
using Distill.Core.Evaluation.Gates;
using Distill.Core.Evaluation.Measuring;
using Distill.Core.Inference;
using Distill.Core.Judging.Asking;
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
        var judges = await VerdictsAsync(input, spec, cancellationToken);
        var labels = spec.Calibration is { } prefix ? await LabelsAsync(prefix, set, cancellationToken) : [];
        var measured = EvaluationMeasurer.Measure(Settings(input, spec, set), items, judges, labels, input.DecidedAt);
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
            Reports = await WriteAsync(input.Evaluation, report, measured.Record, verdicts, cancellationToken),
            DecisionSha256 = measured.Record?.Sha256,
        };
    }

    private async Task<IReadOnlyList<EvaluationItem>> ItemsAsync(MeasureEvaluationInput input, CancellationToken cancellationToken) =>
        await workspace
            .ReadAsync(input.Match.Matched.DatasetId, cancellationToken)
            .Select(EvaluationSample.ItemOf)
            .ToListAsync(cancellationToken);

    private async Task<IReadOnlyList<JudgeVerdicts>> VerdictsAsync(
        MeasureEvaluationInput input,
        EvaluationSpec spec,
        CancellationToken cancellationToken
    )
    {
        var judges = new List<JudgeVerdicts>();
        foreach (var name in spec.Judges.Select(judge => judge.Model).Where(_ => EvaluationPlans.IsJudged(spec.Mode)))
        {
            var answers = new Dictionary<string, JudgedAnswer>(StringComparer.Ordinal);
            var dataset = RunDatasets.Verdicts(input.Evaluation.RunId, input.Evaluation.Part, name);
            await foreach (var sample in workspace.ReadAsync(dataset, cancellationToken))
            {
                answers[sample.Id] = EvaluationSample.VerdictOf(sample)!;
            }

            judges.Add(
                new JudgeVerdicts
                {
                    Judge = name,
                    Model = workspace.GetModel(name).Model,
                    Answers = answers,
                    Usage = input.Usage.GetValueOrDefault($"{name}/{RunStages.Judge}") ?? new InferenceUsage(),
                }
            );
        }

        return judges;
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
            Emulated = input.Emulated,
        };

    private async Task<IReadOnlyDictionary<string, string>> WriteAsync(
        EvaluationInput evaluation,
        EvaluationReport report,
        GateRecord? record,
        string? verdicts,
        CancellationToken cancellationToken
    )
    {
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
