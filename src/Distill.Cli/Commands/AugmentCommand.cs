using System.CommandLine;
using Distill.Cli.Augmenting;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Cli.Files;
using Distill.Cli.Import;
using Distill.Cli.Models;
using Distill.Cli.Planning;
using Distill.Cli.Splitting;
using Distill.Core.Augmentation;
using Distill.Core.Formats;
using Distill.Core.Models;
using Spectre.Console;

namespace Distill.Cli.Commands;

/// <summary><c>distill augment</c>: fills up thin classes of a training file with texts by a teacher. Needs no host.</summary>
internal sealed class AugmentCommand : DistillCommand
{
    private readonly Argument<string> _input = new("IN") { Description = "Training rows, in any format that import reads; - reads stdin" };
    private readonly Argument<string?> _output = new("OUT")
    {
        Description = "Where the rows go with the new ones after them, canonical JSON lines; not needed with --plan",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<string> _model = new("--model")
    {
        Description = "Configured model that writes the texts and answers them. Default: teacher",
        HelpName = "NAME",
        DefaultValueFactory = _ => "teacher",
    };
    private readonly Option<bool> _plan = new("--plan") { Description = "Only say what would be asked and what it would cost" };
    private readonly Option<ClassField?> _by = ClassField.Option(
        "--by",
        "The class: answer, answer.PATH, labels.NAME, meta.NAME or none. Default: answer"
    );
    private readonly Option<string[]> _heldOut = new("--held-out")
    {
        Description = "Validation or test file that no new row may come near; repeatable",
        HelpName = "FILE",
        DefaultValueFactory = _ => [],
    };
    private readonly Option<bool> _onlyNew = new("--only-new") { Description = "Write the new rows alone" };
    private readonly Option<double?> _temperature = new("--temperature")
    {
        Description = "Sampling temperature of the calls for texts. Default: the model's",
        HelpName = "T",
    };
    private readonly Option<string?> _rejects = new("--rejects")
    {
        Description = "Write bad lines and texts that were not used, each with its reason",
        HelpName = "FILE",
    };
    private readonly Option<string> _format = ReadingOptions.Format();
    private readonly Option<string[]> _map = ReadingOptions.Map();
    private readonly AugmentOptions _options = new();

    /// <summary>The command.</summary>
    public AugmentCommand()
        : base(
            CommandGroup.Data,
            "augment",
            "Fill up thin classes of a training file with texts by a teacher: checked, deduplicated, paid once.",
            new Example("distill augment train.jsonl more.jsonl --plan", "what is thin, and what filling it up would cost"),
            new Example(
                "distill augment train.jsonl more.jsonl --target 80% --held-out test.jsonl",
                "up to four fifths of the largest class"
            ),
            new Example("distill augment in.csv out.jsonl --by labels.intent --map prompt=text --map label.intent=intent", "columns")
        )
    {
        Add(_input);
        Add(_output);
        Add(_model);
        Add(_plan);
        foreach (var option in _options.All)
        {
            Add(option);
        }

        Add(_by);
        Add(_heldOut);
        Add(_onlyNew);
        Add(_temperature);
        Add(_rejects);
        Add(_format);
        Add(_map);
    }

    /// <inheritdoc />
    public override async Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var options = _options.Read(context);
        var input = context.Get(_input);
        await using var source = await OpenAsync(context, input, cancellationToken);
        await using var rejects = new RejectsFile(context.Get(_rejects));
        var prepared = await FilePreparation.ReadAsync(source, context.Get(_by) ?? ClassField.Answer, rejects, cancellationToken);
        var model = ConfiguredModel.Find(PlanModels.Read(context.ConfigFile), context.Get(_model)!, "--model", context.ConfigFile);
        var plan = AugmentationPlanner.Plan(prepared.Sizes, options, model);
        if (context.Get(_plan))
        {
            context.Terminal.Write(
                new
                {
                    File = input,
                    prepared.Rows,
                    prepared.Rejected,
                    Plan = plan,
                    plan.Calls,
                    plan.Missing,
                    plan.Expected,
                    plan.Cost,
                },
                console => AugmentationView.WritePlan(console, prepared, plan, model)
            );
            return ExitCode.Done;
        }

        await RunAsync(context, (source, prepared, plan, options, model), rejects, cancellationToken);
        return ExitCode.Done;
    }

    private async Task RunAsync(
        CommandContext context,
        (RowFile Source, PreparedAugmentation Prepared, AugmentationPlan Plan, AugmentationOptions Options, ModelEntry Model) work,
        RejectsFile rejects,
        CancellationToken cancellationToken
    )
    {
        var target = context.Parsed.GetValue(_output);
        if (target is null or InputFile.Pipe)
        {
            throw CliException.Usage("the new rows need a file, beside which their journal is kept", "OUT", "name a file, or give --plan");
        }

        AugmentationView.WritePlan(context.Terminal.Notes, work.Prepared, work.Plan, work.Model);
        await using var output = OutputFile.Create(target);
        var journal = $"{output.Path}.journal";
        await using var session = await ModelSession.OpenAsync(context, work.Model.Name, journal, cancellationToken);
        var heldOut = new List<RowFile>();
        try
        {
            foreach (var path in context.Get(_heldOut)!)
            {
                heldOut.Add(await OpenAsync(context, path, cancellationToken));
            }

            var augmentation = new FileAugmentation(work.Source, work.Prepared, work.Plan, work.Options, session)
            {
                HeldOut = heldOut,
                Temperature = context.Get(_temperature),
            };
            var (rows, result) = await augmentation.RunAsync(rejects, text => context.Terminal.Notes.WriteLine(text), cancellationToken);
            await augmentation.WriteAsync(output, rows, context.Get(_onlyNew), cancellationToken);
            await rejects.CommitAsync(cancellationToken);
            Show(context, (work.Plan, result, augmentation), output.Path, rejects.Path, journal);
        }
        finally
        {
            foreach (var held in heldOut)
            {
                await held.DisposeAsync();
            }
        }
    }

    private static void Show(
        CommandContext context,
        (AugmentationPlan Plan, AugmentationResult Result, FileAugmentation Work) done,
        string output,
        string? rejects,
        string journal
    ) =>
        context.Terminal.Write(
            new
            {
                done.Plan,
                done.Result,
                done.Result.Added,
                done.Work.Usage,
                Output = output,
                RejectsFile = rejects,
                Journal = journal,
            },
            console =>
            {
                AugmentationView.WriteResult(console, done.Result);
                console.WriteLine($"Rows in {output}");
                console.WriteLine($"Rejects in {rejects ?? "nowhere: name a file with --rejects"}");
                console.WriteLine($"Answers in {journal}: the same command again asks nothing twice");
            }
        );

    private Task<RowFile> OpenAsync(CommandContext context, string path, CancellationToken cancellationToken) =>
        RowFile.OpenAsync(
            path,
            new ImportOptions { Format = context.Get(_format)!, Mapping = MappingOptions.Parse(context.Get(_map)!) },
            cancellationToken
        );
}
