using Distill.Cli.Progress;
using Distill.Cli.Terminal;
using Distill.Core.Inference;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Distill.Cli.Judging;

/// <summary>How far the judges are: bars on a terminal, else a line for each tenth. What the journal holds needs no asking and is not counted.</summary>
internal sealed class JudgingProgress(CliTerminal terminal)
{
    private const int LineParts = 10;
    private const int BarParts = 40;

    private readonly Lock _lock = new();

    /// <summary>Shows progress while something runs.</summary>
    /// <param name="judges">The judges' names.</param>
    /// <param name="run">What runs; it gets what to tell of each judge, in their order.</param>
    public async Task<T> ShowAsync<T>(IReadOnlyList<string> judges, Func<IReadOnlyList<IProgress<InferenceProgress>>, Task<T>> run)
    {
        if (!terminal.Draws)
        {
            return await run([.. judges.Select(Lines)]);
        }

        var states = new InferenceProgress[judges.Count];
        return await terminal
            .Notes.Live(Board(judges, states))
            .StartAsync(context =>
                run([.. judges.Select((_, i) => Told(BarParts, progress => Draw(context, judges, states, i, progress)))])
            );
    }

    private static void Draw(
        LiveDisplayContext context,
        IReadOnlyList<string> judges,
        InferenceProgress[] states,
        int judge,
        InferenceProgress progress
    )
    {
        states[judge] = progress;
        context.UpdateTarget(Board(judges, states));
    }

    private static IRenderable Board(IReadOnlyList<string> judges, InferenceProgress[] states) =>
        new Text(string.Join('\n', judges.Zip(states, (judge, state) => $"{Bar(state)} {Line(judge, state)}")));

    private static string Bar(InferenceProgress progress)
    {
        var full = progress.Asked == 0 ? 0 : (int)((long)progress.Settled * BarParts / progress.Asked);
        return new string('█', full) + new string('░', BarParts - full);
    }

    private IProgress<InferenceProgress> Lines(string judge) =>
        Told(LineParts, progress => terminal.Notes.WriteLine(Line(judge, progress)));

    private static string Line(string judge, InferenceProgress progress) =>
        $"{judge}: {Figures.Count(progress.Settled)} of {Figures.Count(progress.Asked)} verdicts";

    private TellingParts Told(int parts, Action<InferenceProgress> tell) => new(_lock, parts, tell);

    // Tells once in each part of the way. Progress<T> would tell later, even after the end; verdicts asked for again are another, smaller count.
    private sealed class TellingParts(Lock shared, int parts, Action<InferenceProgress> tell) : IProgress<InferenceProgress>
    {
        private readonly HashSet<(int Asked, long Part)> _told = [];

        public void Report(InferenceProgress value)
        {
            lock (shared)
            {
                if (value.Settled > 0 && _told.Add((value.Asked, (long)value.Settled * parts / value.Asked)))
                {
                    tell(value);
                }
            }
        }
    }
}
