using System.CommandLine;
using Distill.Api.Promotion;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Cli.Hosting;
using Distill.Cli.Promotion;
using Distill.Cli.Runs;
using Distill.Core.Promotion;
using Spectre.Console;

namespace Distill.Cli.Commands;

/// <summary><c>distill promote</c>: a model takes an alias over, step by step or at once.</summary>
internal sealed class PromoteCommand : DistillCommand
{
    private readonly Argument<string> _model = new("MODEL")
    {
        Description = "A configured model, or the id of a trained version; distill models lists both",
    };
    private readonly Option<string> _alias = PromotionOptions.Alias();
    private readonly Option<string?> _plan = new("--plan") { Description = "JSON file with steps and guards", HelpName = "FILE" };
    private readonly Option<bool> _now = new("--now") { Description = "Replace the model at once, without steps" };
    private readonly Option<bool> _approve = new("--approve") { Description = "Wait for a person's approval before the first step" };
    private readonly Option<string?> _decision = new("--decision")
    {
        Description =
            "Blob path of the gate's decision record that it rests on; it must be about this model, this alias and what is online",
        HelpName = "PATH",
    };
    private readonly Option<string?> _sha256 = new("--decision-sha256")
    {
        Description = "SHA-256 of that record, as the report or the registry keeps it",
        HelpName = "HEX",
    };
    private readonly Option<string?> _id = new("--id")
    {
        Description = "Id of the rollout: given again, it starts nothing",
        HelpName = "ID",
    };
    private readonly Option<Uri?> _host = RunCommandOptions.Host();

    /// <summary>The command.</summary>
    public PromoteCommand()
        : base(
            CommandGroup.Models,
            "promote",
            "Put a model online: shadow, canary steps, then everything; back by itself when live figures are bad.",
            new Example("distill promote student-r2", "the usual steps on the alias online"),
            new Example("distill promote student-r2 --now", "at once; distill rollback takes it back")
        )
    {
        Add(_model);
        Add(_alias);
        Add(_plan);
        Add(_now);
        Add(_approve);
        Add(_decision);
        Add(_sha256);
        Add(_id);
        Add(_host);
    }

    /// <inheritdoc />
    public override bool OpensStorage => true;

    /// <inheritdoc />
    public override async Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var file = context.Get(_plan);
        var plan = await PlanAsync(context, file, cancellationToken);
        if (context.Get(_decision) is null != context.Get(_sha256) is null)
        {
            throw CliException.Usage("a decision record is named by its path and its hash", "--decision", "give --decision-sha256 too");
        }

        await using var host = await RunHost.FindAsync(context, context.Get(_host), cancellationToken);
        var request = new RolloutRequest(
            context.Get(_model),
            context.Get(_alias)!,
            plan,
            context.Get(_id),
            context.Get(_decision),
            context.Get(_sha256)
        );
        var rollout = await new RolloutSession(context, host).StartAsync(request, file, cancellationToken);
        context.Terminal.Write(new { Rollout = rollout }, console => Write(console, rollout, host.Home is not null));
        return rollout.State is RolloutState.Declined or RolloutState.RolledBack ? ExitCode.Failed : ExitCode.Done;
    }

    private async Task<RolloutPlan> PlanAsync(CommandContext context, string? file, CancellationToken cancellationToken)
    {
        if (file is not null && context.Get(_now))
        {
            throw CliException.Usage("--plan and --now exclude each other", "--now", "a plan with \"steps\": [] replaces at once too");
        }

        var plan = file is null ? new RolloutPlan() : await PlanFile.ReadAsync(file, cancellationToken);
        plan = context.Get(_now) ? plan with { Steps = [] } : plan;
        return context.Get(_approve) ? plan with { RequireApproval = true } : plan;
    }

    private static void Write(IAnsiConsole console, RolloutRecord rollout, bool endsWithThis)
    {
        RolloutView.Write(console, rollout);
        if (!RolloutMachine.IsOver(rollout.State))
        {
            console.WriteLine(
                endsWithThis
                    ? "No host runs in this home: it goes on as soon as one does (distill up)."
                    : $"It goes on by itself; look with: distill rollouts {rollout.Id}"
            );
        }
    }
}
