using Distill.Cli.Terminal;
using Spectre.Console;

namespace Distill.Cli.Progress;

/// <summary>For logs and pipes: one line when a stage begins to be done, no control codes.</summary>
internal sealed class PlainRunDisplay(CliTerminal terminal) : IRunDisplay
{
    private readonly HashSet<(int Round, string Stage, StageState State)> _said = [];

    /// <inheritdoc />
    public async Task<RunProgress> ShowAsync(IAsyncEnumerable<RunProgress> states, CancellationToken cancellationToken)
    {
        RunProgress? last = null;
        await foreach (var state in states.WithCancellation(cancellationToken))
        {
            last = state;
            foreach (var stage in state.Stages.Where(stage => stage.State != StageState.Waiting))
            {
                if (_said.Add((state.Run.Round, stage.Stage.Key, stage.State)))
                {
                    terminal.Notes.WriteLine(Line(state, stage));
                }
            }
        }

        return last ?? throw new InvalidOperationException("A run without a state cannot be shown.");
    }

    private static string Line(RunProgress run, StageProgress stage)
    {
        var what = stage.State switch
        {
            StageState.Active => "started",
            StageState.Failed => "failed",
            _ => stage.Elapsed is { } time ? $"done in {Figures.Duration(time)}" : "done",
        };
        var round = run.Run.Round > 1 ? $" (round {run.Run.Round})" : "";
        var detail = stage.Detail.Length > 0 ? $": {stage.Detail}" : "";
        return $"[{run.Elapsed:mm\\:ss}] {stage.Stage.Title}{round} {what}{detail}";
    }
}
