using System.CommandLine;
using Distill.Cli.CommandLine;

namespace Distill.Cli.Tests.CommandLine;

/// <summary>A command that does what the test says.</summary>
internal sealed class FakeCommand : DistillCommand
{
    private readonly Func<CommandContext, int> _work;

    public FakeCommand(Func<CommandContext, int> work)
        : base(CommandGroup.Runs, "work", "Does the test's work.", new Example("distill work FILE", "the usual way"))
    {
        _work = work;
        Add(new Argument<string>("FILE") { Description = "The file." });
    }

    public override Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken) => Task.FromResult(_work(context));
}
