using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Cli.Models;
using Distill.Cli.Runs;
using Distill.Core.Models;
using Distill.Core.Planning;
using Distill.Core.Runs.Specs;
using Distill.Core.Runs.Specs.Evaluations;
using Distill.Core.Runs.Specs.Flywheels;

namespace Distill.Cli.Planning;

/// <summary>Plans the run of a spec, of any pipeline.</summary>
/// <param name="context">The command line.</param>
/// <param name="models">The configured models.</param>
/// <param name="assumptions">Options that set what no spec says.</param>
/// <param name="records">Records as named on the command line; null counts the spec's file.</param>
/// <param name="online">The online model of a flywheel as named on the command line.</param>
internal sealed class SpecPlanning(
    CommandContext context,
    IReadOnlyDictionary<string, ModelEntry> models,
    PlanOptions assumptions,
    long? records,
    string online
)
{
    /// <summary>The forecast, and what the source holds where it was counted.</summary>
    /// <exception cref="CliException">The spec is wrong, a model is not configured, or nobody says how many records there are.</exception>
    public async Task<(RunForecast Forecast, SourceCount? Source)> PlanAsync(string path, CancellationToken cancellationToken)
    {
        var file = await SpecFile.ReadAsync(path, [], cancellationToken);
        var document = file.Document;
        if (document.IsEvaluation)
        {
            return await EvaluationAsync(file, path, document.ParseEvaluation(), cancellationToken);
        }

        if (document.IsFlywheel)
        {
            return (Turn(file, path, document.ParseFlywheel()), null);
        }

        return await DistillationAsync(file, path, document.Parse(), cancellationToken);
    }

    private async Task<(RunForecast, SourceCount?)> DistillationAsync(
        SpecFile file,
        string path,
        RunSpec spec,
        CancellationToken cancellationToken
    )
    {
        file.RequireModels(path, models.Keys, context.ConfigFile);
        var source = await CountAsync(file, spec.Source, spec.Split.StratifyBy ?? spec.Task.Gold, cancellationToken);
        var request = new PlanRequest
        {
            Records = records ?? source?.Prompts ?? throw Uncounted(path),
            PromptsPerRound = spec.Teacher.PromptsPerRound,
            Rounds = spec.Rounds,
            ShardSize = spec.Shards.Size,
            InFlight = spec.Shards.InFlight,
            TrainShare = spec.Split.Train,
            TestShare = spec.Split.Test,
            ValidationShare = spec.Split.Validation,
            Checkpoints =
                spec.Checkpoint.By is { } by && CheckpointSpec.IsAsked(by)
                    ? new PlannedCheckpoints(spec.Checkpoint.Most, by == CheckpointBy.Judge)
                    : null,
            Teacher = models[spec.Teacher.Model],
            Students =
            [
                .. spec.Students.Select(student => new PlannedStudent(
                    student.Name,
                    models[student.Model],
                    student.Epochs ?? PlannedStudent.DefaultEpochs
                )),
            ],
            Judge = spec.Judge is { } judge ? models[judge.Model] : null,
            Assumptions = assumptions.Read(context, source?.InputTokens, spec.Teacher.Parameters.MaxOutputTokens),
        };
        return (RunPlanner.Plan(request with { Augmentation = Augmentation(spec, request, source) }), source);
    }

    private async Task<(RunForecast, SourceCount?)> EvaluationAsync(
        SpecFile file,
        string path,
        EvaluationSpec spec,
        CancellationToken cancellationToken
    )
    {
        file.RequireModels(path, models.Keys, context.ConfigFile);
        var source = await CountAsync(file, spec.Source, null, cancellationToken);
        var judged = EvaluationPlans.IsJudged(spec.Mode);
        var instruction = EvaluationPlans.Instruction(spec);
        var request = new EvaluationPlanRequest
        {
            // A sample is measured as often as it is in the set: prompts that are equal count each.
            Records = records ?? source?.Records ?? throw Uncounted(path),
            ShardSize = spec.Shards.Size,
            InFlight = spec.Shards.InFlight,
            Assumptions = assumptions.Read(context, source?.InputTokens, spec.Candidate.Parameters.MaxOutputTokens),
            Mode = spec.Mode,
            Asked = [.. spec.Evaluated.Select(evaluated => evaluated.Model).OfType<string>().Select(name => models[name])],
            Answers = spec.Baseline is null ? 1 : 2,
            Judges = judged ? [.. spec.Judges.Select(judge => models[judge.Model])] : [],
            Dimensions = instruction?.Rubric?.Dimensions.Count ?? 0,
            Choices = judged && spec.Calibration?.ToAnnotations() is { } annotations ? annotations.Limit : 0,
        };
        return (EvaluationPlanner.Plan(request), source);
    }

    private RunForecast Turn(SpecFile file, string path, FlywheelSpec spec)
    {
        file.RequireModels(path, models.Keys, context.ConfigFile);
        var replies =
            records
            ?? throw CliException.Usage(
                "the traffic of a wheel is with the host, so its replies cannot be counted here",
                path,
                "say how many a window holds with --records"
            );
        return TurnPlanner.Plan(
            new TurnPlanRequest(
                spec,
                replies,
                models[spec.Teacher.Model],
                models[spec.Judge.Model],
                ConfiguredModel.Find(models, online, "--student", context.ConfigFile),
                assumptions.Read(context, null, spec.Annotate.MaxOutputTokens)
            )
        );
    }

    private async Task<SourceCount?> CountAsync(SpecFile file, SourceSpec source, string? label, CancellationToken cancellationToken) =>
        records is null && file.SourceFile is { } data ? await SourceCount.ReadAsync(data, source, label, cancellationToken) : null;

    private static CliException Uncounted(string path) =>
        CliException.Usage(
            "the source is with the host, so its records cannot be counted here",
            $"{path}, field source",
            "say how many there are with --records"
        );

    private static PlannedAugmentation? Augmentation(RunSpec spec, PlanRequest request, SourceCount? source) =>
        spec.Augment is { } augment
            ? PlannedAugmentation.Of(
                augment.ToOptions(spec.Split),
                source?.Classes,
                spec.Task.Labels.Count,
                request.FirstRoundPrompts * request.TrainShare,
                request.Assumptions,
                request.Teacher
            )
            : null;
}
