using System.CommandLine;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Cli.Hosting;
using Distill.Cli.Promotion;
using Distill.Cli.Runs;
using Distill.Core.Promotion;

namespace Distill.Cli.Commands;

/// <summary><c>distill rollback</c>: an alias goes back to what it was before the last promotion, also while that is under way.</summary>
internal sealed class RollbackCommand : DistillCommand
{
    private readonly Option<string> _alias = PromotionOptions.Alias();
    private readonly Option<string> _reason = PromotionOptions.Reason();
    private readonly Option<Uri?> _host = RunCommandOptions.Host();

    /// <summary>The command.</summary>
    public RollbackCommand()
        : base(
            CommandGroup.Models,
            "rollback",
            "Give an alias back to the model before the last promotion.",
            new Example("distill rollback --reason \"users complain\"", "at once; again: to the one before that")
        )
    {
        Add(_alias);
        Add(_reason);
        Add(_host);
    }

    /// <inheritdoc />
    public override bool OpensStorage => true;

    /// <inheritdoc />
    public override async Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var alias = context.Get(_alias)!;
        await using var host = await RunHost.FindAsync(context, context.Get(_host), cancellationToken);
        var session = new RolloutSession(context, host);
        var last =
            (await session.ListAsync(alias, cancellationToken)).FirstOrDefault(rollout =>
                RolloutMachine.Next(rollout.State, RolloutEvent.RollBack) is not null
            ) ?? throw CliException.Usage($"no promotion of '{alias}' is to be taken back", "--alias", "distill rollouts lists them all");
        var rollout = await session.SayAsync(last.Id, "back", RolloutEvent.RollBack, context.Get(_reason)!, cancellationToken);
        context.Terminal.Write(new { Rollout = rollout }, console => RolloutView.Write(console, rollout));
        return ExitCode.Done;
    }
}
