using System.CommandLine;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Cli.Models;
using Distill.Cli.Planning;
using Distill.Cli.Runs;
using Distill.Core.Models;
using Distill.Core.Planning;
using Distill.Core.Runs.Specs;

namespace Distill.Cli.Commands;

/// <summary><c>distill plan</c>: what a run will take, before anything is paid.</summary>
internal sealed class PlanCommand : DistillCommand
{
    private readonly Argument<string?> _spec = new("SPEC")
    {
        Description = "Run spec, YAML or JSON; without it, --records",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<long?> _records = new("--records")
    {
        Description = "Prompts, for example 5000, 100k or 100M. Default: those of the spec's file",
        HelpName = "N",
        CustomParser = CountOption.Parse,
    };
    private readonly Option<string?> _model = new("--model")
    {
        Description = "Configured model as teacher, without a spec. Default: teacher",
        HelpName = "NAME",
    };
    private readonly Option<string?> _student = new("--student")
    {
        Description = "Configured model as student, without a spec. Default: student",
        HelpName = "NAME",
    };
    private readonly Option<string?> _judge = new("--judge")
    {
        Description = "Configured model as judge, without a spec. Default: none",
        HelpName = "NAME",
    };
    private readonly PlanOptions _assumptions = new();

    /// <summary>The command.</summary>
    public PlanCommand()
        : base(
            CommandGroup.Runs,
            "plan",
            "Say what a run will take: calls, tokens, money, time, and which limit binds. Pays nothing, starts nothing.",
            new Example("distill plan spec.yaml", "counts the prompts of the spec's own source"),
            new Example("distill plan --records 100M --model teacher", "a run of that size, with the model's limits and prices")
        )
    {
        Add(_spec);
        Add(_records);
        Add(_model);
        Add(_student);
        Add(_judge);
        foreach (var option in _assumptions.All)
        {
            Add(option);
        }
    }

    /// <inheritdoc />
    public override async Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var models = PlanModels.Read(context.ConfigFile);
        var (request, source) = context.Parsed.GetValue(_spec) is { } path
            ? await OfSpecAsync(context, path, models, cancellationToken)
            : (OfSize(context, models), null);
        var forecast = RunPlanner.Plan(request);
        context.Terminal.Write(
            new
            {
                Source = source,
                forecast.Request,
                forecast.Stages,
                forecast.Total,
                forecast.LongestHistory,
                forecast.Warnings,
            },
            console => PlanView.Write(console, forecast, source)
        );
        return ExitCode.Done;
    }

    private async Task<(PlanRequest Request, SourceCount? Source)> OfSpecAsync(
        CommandContext context,
        string path,
        IReadOnlyDictionary<string, ModelEntry> models,
        CancellationToken cancellationToken
    )
    {
        var file = await SpecFile.ReadAsync(path, [], cancellationToken);
        if (file.Document.IsEvaluation || file.Document.IsFlywheel)
        {
            throw CliException.Usage(
                $"the spec is of pipeline '{file.Document.Pipeline}'; plan estimates distillations",
                path,
                "distill run shows what it costs as it goes; 'budget' limits it"
            );
        }

        var spec = file.Document.Parse();
        file.RequireModels(path, models.Keys, context.ConfigFile);
        var given = context.Get(_records);
        var source =
            given is null && file.SourceFile is { } data
                ? await SourceCount.ReadAsync(data, spec.Source, spec.Split.StratifyBy ?? spec.Task.Gold, cancellationToken)
                : null;
        var records =
            given
            ?? source?.Prompts
            ?? throw CliException.Usage(
                "the source is with the host, so its records cannot be counted here",
                $"{path}, field source",
                "say how many there are with --records"
            );
        var request = new PlanRequest
        {
            Records = records,
            PromptsPerRound = spec.Teacher.PromptsPerRound,
            Rounds = spec.Rounds,
            ShardSize = spec.Shards.Size,
            InFlight = spec.Shards.InFlight,
            TrainShare = spec.Split.Train,
            TestShare = spec.Split.Test,
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
            Assumptions = _assumptions.Read(context, source?.InputTokens, spec.Teacher.Parameters.MaxOutputTokens),
        };
        return (request with { Augmentation = Augmentation(spec, request, source) }, source);
    }

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

    private PlanRequest OfSize(CommandContext context, IReadOnlyDictionary<string, ModelEntry> models)
    {
        var records =
            context.Get(_records)
            ?? throw CliException.Usage("there is nothing to plan", "distill plan", "name a spec, or a size with --records 100M");
        return new PlanRequest
        {
            Records = records,
            Teacher = ConfiguredModel.Find(models, context.Get(_model) ?? "teacher", "--model", context.ConfigFile),
            Students =
            [
                new PlannedStudent(
                    "student",
                    ConfiguredModel.Find(models, context.Get(_student) ?? "student", "--student", context.ConfigFile)
                ),
            ],
            Judge = context.Get(_judge) is { } judge ? ConfiguredModel.Find(models, judge, "--judge", context.ConfigFile) : null,
            Assumptions = _assumptions.Read(context),
        };
    }
}
