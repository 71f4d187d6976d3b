using Distill.Cli.Failures;
using Distill.Core.Annotation;
using Spectre.Console;

namespace Distill.Cli.Annotating;

/// <summary>One person at a terminal, task after task, until nothing waits or they quit. Not thread-safe.</summary>
internal sealed class AnnotationSession(IAnnotationClient client, AnnotationInput input, IAnsiConsole console, bool adjudicate)
{
    // The keys and the line before them stay in view.
    private const int LinesBelow = 5;

    private int _decided;

    /// <summary>Works.</summary>
    /// <returns>How many tasks were decided.</returns>
    public async Task<int> RunAsync(AnnotationProject project, CancellationToken cancellationToken)
    {
        AnnotationView.Guidelines(console, project);
        AnnotationTask? reopened = null;
        while ((reopened ?? await client.NextAsync(adjudicate, cancellationToken)) is { } task)
        {
            var work = new TaskWork(task, Pager(task));
            if (!await WorkAsync(work, project, cancellationToken))
            {
                return _decided;
            }

            reopened = work.Reopened;
        }

        console.WriteLine("Nothing waits for you.");
        return _decided;
    }

    private TaskPager Pager(AnnotationTask task)
    {
        var height = console.Profile.Out.IsTerminal ? console.Profile.Height - LinesBelow : int.MaxValue;
        return new TaskPager(console, TaskLayout.Of(task, console.Profile.Width), height);
    }

    // False when the person quits. A task that is not decided is given back, so that nobody has to wait for its lease to end.
    private async Task<bool> WorkAsync(TaskWork work, AnnotationProject project, CancellationToken cancellationToken)
    {
        console.WriteLine();
        work.Pager.Show();
        console.WriteLine();
        AnnotationView.Help(console);
        try
        {
            while (await input.ReadKeyAsync(cancellationToken) is { } key and not 'q')
            {
                if (await ActAsync(key, work, project, cancellationToken))
                {
                    return true;
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await GiveBackAsync(work.Task);
            throw;
        }

        await GiveBackAsync(work.Task);
        return false;
    }

    private async Task GiveBackAsync(AnnotationTask task)
    {
        try
        {
            // Also on Ctrl-C, which must not leave the task with somebody who is gone.
            _ = await client.GiveBackAsync(task, forGood: false, CancellationToken.None);
            console.WriteLine("The task is given back.");
        }
        catch (CliException refused)
        {
            Tell(refused);
        }
    }

    // True when another task is due.
    private async Task<bool> ActAsync(char key, TaskWork work, AnnotationProject project, CancellationToken cancellationToken)
    {
        switch (key)
        {
            case ' ' or 'b' when work.Pager.HasPages:
                work.Pager.Move(key == ' ');
                return false;
            case 'd':
                AnnotationView.Lines(console, TaskLayout.Difference(work.Task, console.Profile.Width));
                return false;
            case 'g':
                AnnotationView.Guidelines(console, project);
                return false;
            case 's':
                return await TryAsync(async () => await client.GiveBackAsync(work.Task, forGood: true, cancellationToken), "skipped");
            case 'u':
                return await UndoAsync(work, cancellationToken);
            default:
                return await ChoiceOfAsync(key, work.Task, cancellationToken) is { } choice
                    && await DecideAsync(work.Task, choice, cancellationToken);
        }
    }

    // The decision first: when there is none to take back, the person keeps the task in hand.
    private async Task<bool> UndoAsync(TaskWork work, CancellationToken cancellationToken)
    {
        try
        {
            var undone = await client.UndoAsync(cancellationToken);
            console.WriteLine($"taken back: {undone.Id}");
            _decided = Math.Max(0, _decided - 1);
            if (undone.Id == work.Task.Id)
            {
                return true;
            }

            _ = await client.GiveBackAsync(work.Task, forGood: false, cancellationToken);
            work.Reopened = await client.TakeAsync(undone.Id, adjudicate, cancellationToken);
            return true;
        }
        catch (CliException refused)
        {
            Tell(refused);
            return false;
        }
    }

    private async Task<AnnotationChoice?> ChoiceOfAsync(char key, AnnotationTask task, CancellationToken cancellationToken)
    {
        switch (key)
        {
            case 'a':
                return AnnotationChoice.Approve(0);
            case >= '1' and <= '9':
                return AnnotationChoice.Approve(key - '1');
            case 'r':
                return await RewriteAsync(task, cancellationToken);
            case 'x':
                console.WriteLine("Why? (a line)");
                return AnnotationChoice.Reject(await input.ReadLineAsync(cancellationToken) ?? "");
            default:
                AnnotationView.Help(console);
                return null;
        }
    }

    private async Task<AnnotationChoice?> RewriteAsync(AnnotationTask task, CancellationToken cancellationToken)
    {
        if (input.Editor is null)
        {
            console.WriteLine("Your answer; end it with a line that holds only a full stop:");
        }

        try
        {
            var text = await input.ReadTextAsync(task.Content.Candidates is [var best, ..] ? best.Text : "", cancellationToken);
            if (text is not null)
            {
                return AnnotationChoice.Rewrite(text);
            }

            console.WriteLine("The text is as it was: nothing is decided. 'a' approves it.");
        }
        catch (CliException failed)
        {
            Tell(failed);
        }

        return null;
    }

    private async Task<bool> DecideAsync(AnnotationTask task, AnnotationChoice choice, CancellationToken cancellationToken)
    {
        if (choice.Fault(task.Content.Candidates.Count) is { } fault)
        {
            console.WriteLine(fault);
            return false;
        }

        try
        {
            AnnotationView.Outcome(console, await client.DecideAsync(task, choice, cancellationToken));
            _decided++;
        }
        catch (CliException refused)
        {
            // A lost lease ends work on this task, not the session; what was written is not lost with it.
            Tell(refused);
            if (choice.Text is { } text)
            {
                AnnotationView.Lines(console, TaskLayout.Labelled("not taken", "yellow", text, console.Profile.Width));
            }
        }

        return true;
    }

    private async Task<bool> TryAsync(Func<Task> action, string done)
    {
        try
        {
            await action();
            console.WriteLine(done);
        }
        catch (CliException refused)
        {
            Tell(refused);
        }

        return true;
    }

    private void Tell(CliException refused)
    {
        foreach (var problem in refused.Failure.Problems)
        {
            console.WriteLine(problem.Remedy is { } remedy ? $"{problem.Message}: {remedy}" : problem.Message);
        }
    }

    // A task in hand.
    private sealed class TaskWork(AnnotationTask task, TaskPager pager)
    {
        public AnnotationTask Task { get; } = task;

        public TaskPager Pager { get; } = pager;

        // The task whose decision was taken back, which is next.
        public AnnotationTask? Reopened { get; set; }
    }
}
