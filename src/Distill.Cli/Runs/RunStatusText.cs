using Distill.Core.Runs;
using Spectre.Console;

namespace Distill.Cli.Runs;

/// <summary>A status as people read it, in its colour.</summary>
internal static class RunStatusText
{
    /// <summary>The text.</summary>
    public static Text Of(RunStatus status) =>
        new(
            status.ToString().ToLowerInvariant(),
            status switch
            {
                RunStatus.Completed => new Style(Color.Green),
                RunStatus.Failed => new Style(Color.Red),
                RunStatus.Cancelled => new Style(Color.Yellow),
                RunStatus.Suspended => new Style(Color.Yellow),
                _ => new Style(Color.Aqua),
            }
        );
}
