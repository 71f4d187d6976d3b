using System.CommandLine;

namespace Distill.Cli.CommandLine;

/// <summary>A command of <c>distill</c>: its place in the help, its examples and its work.</summary>
internal abstract class DistillCommand : Command
{
    /// <summary>A command of this name.</summary>
    protected DistillCommand(CommandGroup group, string name, string description, params IReadOnlyList<Example> examples)
        : base(name, description)
    {
        Group = group;
        Examples = examples;
    }

    /// <summary>The heading it is listed under.</summary>
    public CommandGroup Group { get; }

    /// <summary>Command lines that the help shows.</summary>
    public IReadOnlyList<Example> Examples { get; }

    /// <summary>True for a command that opens the host's storage, so that it can be chosen.</summary>
    public virtual bool OpensStorage => false;

    /// <summary>Does the work.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="Failures.CliException">The work cannot go on; the failure says why, where and what to do.</exception>
    public abstract Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken);
}
