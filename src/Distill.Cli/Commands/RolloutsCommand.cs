using System.CommandLine;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Cli.Hosting;
using Distill.Cli.Promotion;
using Distill.Cli.Runs;
using Distill.Core.Promotion;

namespace Distill.Cli.Commands;

/// <summary><c>distill rollouts</c>: lists rollouts, shows one, says a person's word to one.</summary>
internal sealed class RolloutsCommand : DistillCommand
{
    private readonly Argument<string?> _id = new("ROLLOUT")
    {
        Description = "Id of a rollout. Default: list them all",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<bool> _approve = new("--approve") { Description = "Approve it: the first step begins" };
    private readonly Option<bool> _decline = new("--decline") { Description = "Decline it: nothing was changed" };
    private readonly Option<bool> _complete = new("--complete") { Description = "Skip the steps that are left" };
    private readonly Option<string> _reason = PromotionOptions.Reason();
    private readonly Option<Uri?> _host = RunCommandOptions.Host();

    /// <summary>The command.</summary>
    public RolloutsCommand()
        : base(
            CommandGroup.Models,
            "rollouts",
            "List rollouts, or show one: its step, live figures, guards, and who did what.",
            new Example("distill rollouts", "all, newest first"),
            new Example("distill rollouts ID --approve --reason \"read the report\"", "lets one begin that waits for it")
        )
    {
        Add(_id);
        Add(_approve);
        Add(_decline);
        Add(_complete);
        Add(_reason);
        Add(_host);
    }

    /// <inheritdoc />
    public override bool OpensStorage => true;

    /// <inheritdoc />
    public override async Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var id = context.Parsed.GetValue(_id);
        var said = Said(context);
        if (said is not null && id is null)
        {
            throw CliException.Usage("which rollout is meant?", "ROLLOUT", "name its id; distill rollouts lists them");
        }

        await using var host = await RunHost.FindAsync(context, context.Get(_host), cancellationToken);
        var session = new RolloutSession(context, host);
        if (id is null)
        {
            var all = await session.ListAsync(null, cancellationToken);
            context.Terminal.Write(new { Rollouts = all }, console => RolloutView.WriteList(console, all));
            return ExitCode.Done;
        }

        var rollout = said is { } word
            ? await session.SayAsync(id, word.Verb, word.What, context.Get(_reason)!, cancellationToken)
            : await session.GetAsync(id, cancellationToken);
        context.Terminal.Write(new { Rollout = rollout }, console => RolloutView.Write(console, rollout));
        return ExitCode.Done;
    }

    private (string Verb, RolloutEvent What)? Said(CommandContext context)
    {
        List<(bool IsSaid, string Verb, RolloutEvent What)> words =
        [
            (context.Get(_approve), "approve", RolloutEvent.Approve),
            (context.Get(_decline), "decline", RolloutEvent.Decline),
            (context.Get(_complete), "complete", RolloutEvent.Complete),
        ];
        var said = words.Where(word => word.IsSaid).ToList();
        return said.Count switch
        {
            0 => null,
            1 => (said[0].Verb, said[0].What),
            _ => throw CliException.Usage("one word at a time", $"--{said[1].Verb}", "choose --approve, --decline or --complete"),
        };
    }
}
