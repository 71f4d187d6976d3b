using System.CommandLine;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Cli.Models;
using Distill.Cli.Planning;
using Distill.Core.Models;
using Distill.Core.Planning;

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
        Description = "Prompts, or a flywheel's replies, for example 5000, 100k or 100M. Default: those of the spec's file",
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
        Description = "Configured model as student without a spec, or the online model of a flywheel. Default: student",
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
            new Example("distill plan evaluation.yaml", "answers, verdicts in both orders, calibration"),
            new Example("distill plan wheel.yaml --records 50k", "a turn of the flywheel on so many replies"),
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
        var planning = new SpecPlanning(context, models, _assumptions, context.Get(_records), context.Get(_student) ?? "student");
        var (forecast, source) = context.Parsed.GetValue(_spec) is { } path
            ? await planning.PlanAsync(path, cancellationToken)
            : (RunPlanner.Plan(OfSize(context, models)), null);
        context.Terminal.Write(
            new
            {
                Source = source,
                // What each pipeline asks for differs: as an object it is written whole.
                Request = (object)forecast.Request,
                forecast.Stages,
                forecast.Uses,
                forecast.Total,
                forecast.LongestHistory,
                forecast.Warnings,
            },
            console => PlanView.Write(console, forecast, source)
        );
        return ExitCode.Done;
    }

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
