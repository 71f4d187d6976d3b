using Distill.Cli.Terminal;
using Spectre.Console;

namespace Distill.Cli.Progress;

/// <summary>For a terminal: the stages as a checklist with bars, redrawn in place.</summary>
internal sealed class LiveRunDisplay(CliTerminal terminal) : IRunDisplay
{
    /// <inheritdoc />
    public async Task<RunProgress> ShowAsync(IAsyncEnumerable<RunProgress> states, CancellationToken cancellationToken)
    {
        RunProgress? last = null;
        var live = terminal.Notes.Live(new Text(""));
        live.Overflow = VerticalOverflow.Crop;
        await live.StartAsync(async context =>
        {
            var frame = 0;
            await foreach (var state in states.WithCancellation(cancellationToken))
            {
                last = state;
                context.UpdateTarget(StageBoard.Render(state, frame++, terminal.Notes.Profile.Width));
            }
        });
        return last ?? throw new InvalidOperationException("A run without a state cannot be shown.");
    }
}
