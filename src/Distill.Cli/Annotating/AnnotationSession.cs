using Distill.Cli.Failures;
using Distill.Core.Annotation;
using Spectre.Console;

namespace Distill.Cli.Annotating;

/// <summary>One person at a terminal, task after task, until nothing waits or they quit. Not thread-safe.</summary>
internal sealed class AnnotationSession(IAnnotationClient client, AnnotationInput input, IAnsiConsole console, bool adjudicate)
{
    private int _decided;

    /// <summary>Works.</summary>
    /// <returns>How many tasks were decided.</returns>
    public async Task<int> RunAsync(AnnotationProject project, CancellationToken cancellationToken)
    {
        AnnotationView.Guidelines(console, project);
        while (await client.NextAsync(adjudicate, cancellationToken) is { } task)
        {
            AnnotationView.Task(console, task);
            console.WriteLine(AnnotationView.Keys);
            if (!await WorkAsync(task, project, cancellationToken))
            {
                return _decided;
            }
        }

        console.WriteLine("Nothing waits for you.");
        return _decided;
    }

    // False when the person quits. A task that is not decided is given back, so that nobody has to wait for its lease to end.
    private async Task<bool> WorkAsync(AnnotationTask task, AnnotationProject project, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var key = input.ReadKey();
            var quits = key is null or 'q';
            try
            {
                if (quits)
                {
                    _ = await client.GiveBackAsync(task, forGood: false, cancellationToken);
                    return false;
                }

                if (await ActAsync(key!.Value, task, project, cancellationToken))
                {
                    return true;
                }
            }
            catch (CliException refused)
            {
                // A lost lease ends work on this task, not the session.
                Tell(refused);
                return !quits;
            }
        }
    }

    // True when another task is due.
    private async Task<bool> ActAsync(char key, AnnotationTask task, AnnotationProject project, CancellationToken cancellationToken)
    {
        switch (key)
        {
            case 's':
                await client.GiveBackAsync(task, forGood: true, cancellationToken);
                console.WriteLine("skipped");
                return true;
            case 'u':
                await client.GiveBackAsync(task, forGood: false, cancellationToken);
                var reopened = await client.UndoAsync(cancellationToken);
                console.WriteLine($"taken back: {reopened.Id}");
                return true;
            case 'g':
                AnnotationView.Guidelines(console, project);
                return false;
            default:
                return ChoiceOf(key, task) is { } choice && await DecideAsync(task, choice, cancellationToken);
        }
    }

    private AnnotationChoice? ChoiceOf(char key, AnnotationTask task)
    {
        switch (key)
        {
            case 'a':
                return AnnotationChoice.Approve(0);
            case >= '1' and <= '9':
                return AnnotationChoice.Approve(key - '1');
            case 'r':
                console.WriteLine("Your answer; end it with a line that holds only a full stop:");
                return AnnotationChoice.Rewrite(input.ReadText(task.Content.Candidates is [var best, ..] ? best.Text : ""));
            case 'x':
                console.WriteLine("Why?");
                return AnnotationChoice.Reject(input.ReadLine() ?? "");
            default:
                console.WriteLine(AnnotationView.Keys);
                return null;
        }
    }

    private async Task<bool> DecideAsync(AnnotationTask task, AnnotationChoice choice, CancellationToken cancellationToken)
    {
        if (choice.Fault(task.Content.Candidates.Count) is { } fault)
        {
            console.WriteLine(fault);
            return false;
        }

        AnnotationView.Outcome(console, await client.DecideAsync(task, choice, cancellationToken));
        _decided++;
        return true;
    }

    private void Tell(CliException refused)
    {
        foreach (var problem in refused.Failure.Problems)
        {
            console.WriteLine(problem.Message);
        }
    }
}
