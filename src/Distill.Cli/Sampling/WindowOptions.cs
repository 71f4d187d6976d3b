using System.CommandLine;
using Distill.Cli.CommandLine;
using Distill.Core.Sampling;

namespace Distill.Cli.Sampling;

/// <summary><c>--from</c> and <c>--to</c>.</summary>
internal sealed class WindowOptions
{
    private readonly Option<string?> _from = new("--from")
    {
        Description = "First moment of the window, included: 2026-11-23, 2026-11-23T08:00:00+08:00; UTC without an offset",
        HelpName = "TIME",
    };
    private readonly Option<string?> _to = new("--to") { Description = "First moment after the window, not included", HelpName = "TIME" };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_from);
        command.Add(_to);
    }

    /// <summary>A selection by the window as it was written.</summary>
    public SelectionText Read(CommandContext context) => new() { From = context.Get(_from), To = context.Get(_to) };
}
