using System.CommandLine;
using Distill.Cli.Annotating;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Cli.Files;
using Distill.Cli.Runs;
using Distill.Core.Annotation;
using Distill.Core.Datasets;
using Spectre.Console;

namespace Distill.Cli.Commands;

/// <summary><c>distill annotate</c>: decide on tasks at the terminal or by script; add tasks; import and export decisions.</summary>
internal sealed class AnnotateCommand : DistillCommand
{
    private readonly TextReader? _input;
    private readonly Argument<string> _project = new("PROJECT") { Description = "Id of the annotation project" };
    private readonly Option<Uri?> _host = RunCommandOptions.Host();
    private readonly Option<string?> _as = Text(
        "--as",
        "NAME",
        "Your name. Default: that of your account; a host with keys takes the key's"
    );
    private readonly Option<bool> _new = new("--new") { Description = "Make the project" };
    private readonly Option<double> _double = new("--double")
    {
        Description = "With --new: share of tasks that two people decide independently, 0 to 1. Default: 0",
        HelpName = "SHARE",
    };
    private readonly Option<string?> _guidelines = Text("--guidelines", "FILE", "Text of the guidelines: a new version of them");
    private readonly Option<string?> _add = Text("--add", "FILE", "Make tasks of canonical samples, JSON lines (- is stdin)");
    private readonly Option<bool> _adjudicate = new("--adjudicate") { Description = "Settle what two people disagree on" };
    private readonly Option<string?> _task = Text("--task", "ID", "That task; without it the next one");
    private readonly Option<string?> _decide = Text(
        "--decide",
        "WHAT",
        "approve, approve:N, rewrite:TEXT, reject:REASON or skip; then end"
    );
    private readonly Option<bool> _next = new("--next") { Description = "Show the next task, take it on lease, then end" };
    private readonly Option<bool> _undo = new("--undo") { Description = "Take your last decision back" };
    private readonly Option<bool> _stats = new("--stats") { Description = "Show how the project stands" };
    private readonly Option<string?> _import = Text("--import", "FILE", "Carry out the decisions of a file of JSON lines (- is stdin)");
    private readonly Option<string?> _export = Text("--export", "FILE", "Write the decisions on ended tasks as JSON lines (- is stdout)");

    /// <summary>The command.</summary>
    /// <param name="input">What a person types; null is the process's own input.</param>
    public AnnotateCommand(TextReader? input = null)
        : base(
            CommandGroup.Data,
            "annotate",
            "Approve, rewrite or reject answers, task after task; see docs/annotation.md.",
            new Example("distill annotate news --new --guidelines rules.md --add replies.jsonl", "a project with tasks of logged replies"),
            new Example("distill annotate news", "work at the terminal"),
            new Example("distill annotate news --next --json", "the next task, for a script"),
            new Example("distill annotate news --task ID --decide rewrite:\"…\"", "decide by script"),
            new Example("distill annotate news --export decisions.jsonl", "take the decisions elsewhere")
        )
    {
        _input = input;
        Add(_project);
        Option[] options =
        [
            _as,
            _new,
            _double,
            _guidelines,
            _add,
            _adjudicate,
            _task,
            _decide,
            _next,
            _undo,
            _stats,
            _import,
            _export,
            _host,
        ];
        foreach (var option in options)
        {
            Add(option);
        }
    }

    /// <inheritdoc />
    public override bool OpensStorage => true;

    /// <inheritdoc />
    public override async Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (id, annotator) = (context.Get(_project), context.Get(_as) ?? Environment.UserName);
        await using var place = await AnnotationPlace.OpenAsync(context, context.Get(_host), id, annotator, cancellationToken);
        var project = await PrepareAsync(context, place.Client, id, cancellationToken);
        var rejected = context.Get(_add) is { } file && await AddTasksAsync(context, place.Client, file, cancellationToken);
        var code = await ActAsync(context, place.Client, project, cancellationToken);
        return rejected ? ExitCode.Failed : code;
    }

    private async Task<AnnotationProject> PrepareAsync(
        CommandContext context,
        IAnnotationClient client,
        string id,
        CancellationToken cancellationToken
    )
    {
        var guidelines = context.Get(_guidelines) is { } file ? await InputFile.ReadTextAsync(file, "guidelines", cancellationToken) : null;
        if (context.Get(_new))
        {
            return await client.AddProjectAsync(guidelines, context.Get(_double), cancellationToken);
        }

        var project = await client.FindProjectAsync(cancellationToken) ?? throw UnknownProject.Of(id);
        return guidelines is null ? project : await client.SetGuidelinesAsync(guidelines, cancellationToken);
    }

    // True when lines were rejected.
    private static async Task<bool> AddTasksAsync(
        CommandContext context,
        IAnnotationClient client,
        string file,
        CancellationToken cancellationToken
    )
    {
        await using var lines = InputFile.Open(file, "samples");
        var added = await client.AddTasksAsync(lines, InputFile.Name(file), cancellationToken);
        context.Terminal.Notes.WriteLine($"{added.Added} tasks added, {added.Known} samples had one already");
        Tell(context, added.Rejects);
        return added.Rejects.Count > 0;
    }

    private async Task<int> ActAsync(
        CommandContext context,
        IAnnotationClient client,
        AnnotationProject project,
        CancellationToken cancellationToken
    )
    {
        if (context.Get(_import) is { } import)
        {
            return await ImportAsync(context, client, import, cancellationToken);
        }

        if (context.Get(_export) is { } export)
        {
            var written = await DecisionExport.RunAsync(client, export, cancellationToken);
            context.Terminal.Notes.WriteLine($"{written} decisions written");
            return ExitCode.Done;
        }

        if (context.Get(_stats))
        {
            var figures = await client.FiguresAsync(cancellationToken);
            context.Terminal.Write(figures, console => AnnotationView.Figures(console, figures));
            return ExitCode.Done;
        }

        if (context.Get(_undo) || context.Get(_next) || context.Get(_decide) is not null || context.Get(_task) is not null)
        {
            return await ActOnceAsync(context, client, cancellationToken);
        }

        return context.Get(_new) || context.Get(_add) is not null || context.Get(_guidelines) is not null
            ? ExitCode.Done
            : await WorkAsync(context, client, project, cancellationToken);
    }

    private async Task<int> ActOnceAsync(CommandContext context, IAnnotationClient client, CancellationToken cancellationToken)
    {
        // What is wrong with the decision is said before a task is taken.
        var skips = context.Get(_decide) == "skip";
        var choice = context.Get(_decide) is { } text ? ChoiceText.Read(text) : null;
        var adjudicate = context.Get(_adjudicate);
        var task =
            context.Get(_undo) ? await client.UndoAsync(cancellationToken)
            : context.Get(_task) is { } id ? await client.TakeAsync(id, adjudicate, cancellationToken)
            : await client.NextAsync(adjudicate, cancellationToken);
        if (task is not null && choice is not null)
        {
            task = await client.DecideAsync(task, choice, cancellationToken);
        }
        else if (task is not null && skips)
        {
            task = await client.GiveBackAsync(task, forGood: true, cancellationToken);
        }

        context.Terminal.Write(new { Task = task }, console => Show(console, task, decided: choice is not null || skips));
        return ExitCode.Done;
    }

    private static void Show(IAnsiConsole console, AnnotationTask? task, bool decided)
    {
        if (task is null)
        {
            console.WriteLine("Nothing waits for you.");
        }
        else if (decided)
        {
            AnnotationView.Outcome(console, task);
        }
        else
        {
            AnnotationView.Task(console, task);
        }
    }

    private async Task<int> ImportAsync(CommandContext context, IAnnotationClient client, string file, CancellationToken cancellationToken)
    {
        await using var content = InputFile.Open(file, "decisions");
        var name = InputFile.Name(file);
        var (decided, rejects) = await DecisionImport.RunAsync(client, content, name, context.Get(_adjudicate), cancellationToken);
        context.Terminal.Write(
            new { Decided = decided, Rejects = rejects },
            console => console.WriteLine($"{decided} decisions carried out")
        );
        Tell(context, rejects);
        return rejects.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private async Task<int> WorkAsync(
        CommandContext context,
        IAnnotationClient client,
        AnnotationProject project,
        CancellationToken cancellationToken
    )
    {
        var input = new AnnotationInput(_input);
        if (!input.IsInteractive || context.Terminal.Json)
        {
            throw CliException.Usage("there is no terminal to work at", "stdin", "use --next and --decide, or --import FILE, in scripts");
        }

        var session = new AnnotationSession(client, input, context.Terminal.Results, context.Get(_adjudicate));
        var decided = await session.RunAsync(project, cancellationToken);
        context.Terminal.Results.WriteLine($"{decided} decided");
        return ExitCode.Done;
    }

    private static void Tell(CommandContext context, IReadOnlyList<Reject> rejects)
    {
        foreach (var reject in rejects)
        {
            context.Terminal.Notes.WriteLine($"{reject.File}, line {reject.Line}: {reject.Detail?["message"]} ({reject.Reason})");
        }
    }

    private static Option<string?> Text(string name, string help, string description) =>
        new(name) { Description = description, HelpName = help };
}
