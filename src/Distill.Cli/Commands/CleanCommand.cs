using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Distill.Cli.Cleaning;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Cli.Files;
using Distill.Cli.Import;
using Distill.Core.Formats;
using Distill.Core.Pipelines;
using Distill.Core.Runs.Specs;

namespace Distill.Cli.Commands;

/// <summary><c>distill clean</c>: takes a file through a cleaning recipe into canonical JSON lines. Needs no host.</summary>
internal sealed class CleanCommand : DistillCommand
{
    private const int MostThreads = 1024;

    private readonly Argument<string> _input = new("IN")
    {
        Description = "The file: JSONL, JSON, CSV, TSV or Parquet; .gz and .zst are unpacked; - reads stdin",
    };
    private readonly Argument<string> _output = new("OUT")
    {
        Description = "Where the canonical samples go, one JSON object a line; - writes stdout",
    };
    private readonly Option<string?> _recipe = new("--recipe")
    {
        Description =
            $"A shipped recipe ({string.Join(", ", ShippedRecipes.Names)}), or a file: a YAML list of operators with parameters, or a run spec. Default: the recommended recipe",
        HelpName = "NAME|FILE",
    };
    private readonly Option<string?> _rejects = new("--rejects")
    {
        Description = "Write what was rejected or dropped: line, operator, reason",
        HelpName = "FILE",
    };
    private readonly Option<string> _format = ReadingOptions.Format();
    private readonly Option<string> _encoding = ReadingOptions.Encoding();
    private readonly Option<int> _threads = new("--threads")
    {
        Description = "Threads at work; the output does not depend on it. Default: the machine's cores",
        HelpName = "N",
        DefaultValueFactory = _ => OrderedWork.DefaultThreads,
        CustomParser = ParseThreads,
    };
    private readonly Option<string[]> _map = ReadingOptions.Map();

    /// <summary>The command.</summary>
    public CleanCommand()
        : base(
            CommandGroup.Data,
            "clean",
            "Clean a file by a recipe: what each operator kept, changed and dropped, and why.",
            new Example("distill clean raw.jsonl clean.jsonl --rejects rejects.jsonl", "the recommended recipe"),
            new Example("distill clean raw.jsonl clean.jsonl --recipe default-zh", "the recipe for Chinese data"),
            new Example("distill clean raw.csv clean.jsonl --recipe recipe.yaml --map prompt=question", "a recipe and columns of your own"),
            new Example("zcat raw.jsonl.gz | distill clean - - > clean.jsonl", "in a pipe; figures go to stderr")
        )
    {
        Add(_input);
        Add(_output);
        Add(_recipe);
        Add(_rejects);
        Add(_format);
        Add(_encoding);
        Add(_map);
        Add(_threads);
    }

    /// <inheritdoc />
    public override async Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (input, target) = (context.Get(_input), context.Get(_output));
        if (target == InputFile.Pipe && context.Terminal.Json)
        {
            throw CliException.Usage("stdout cannot carry both samples and figures", "--json", "name a file for OUT");
        }

        var options = await ReadingAsync(context, input, cancellationToken);
        using var run = await ChosenRecipe.StartAsync(context.Get(_recipe), cancellationToken);
        await using var source = await CleaningSource.OpenAsync(input, options, run.PassesLeft, cancellationToken);
        await using var output = OutputFile.Create(target);
        await using var rejects = new RejectsFile(context.Get(_rejects));
        var result = await new FileCleaning(source, output, rejects, context.Get(_threads)).RunAsync(run, cancellationToken);
        if (target == InputFile.Pipe)
        {
            CleaningView.Write(context.Terminal.Notes, result, output, rejects);
        }
        else
        {
            context.Terminal.Write(
                Document(input, result, output, rejects),
                console => CleaningView.Write(console, result, output, rejects)
            );
        }

        return ExitCode.Done;
    }

    private static int ParseThreads(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var threads) && threads is >= 1 and <= MostThreads)
        {
            return threads;
        }

        result.AddError($"--threads is '{result.Tokens[0].Value}', but must be an integer from 1 to {MostThreads}.");
        return 0;
    }

    private async Task<ImportOptions> ReadingAsync(CommandContext context, string input, CancellationToken cancellationToken)
    {
        var options = new ImportOptions
        {
            Format = context.Get(_format)!,
            Encoding = context.Get(_encoding)!,
            Mapping = MappingOptions.Parse(context.Get(_map)!),
        };
        return input == InputFile.Pipe
            ? options
            : await ReadOptions.CompleteAsync(options, Path.GetFullPath(input), null, cancellationToken);
    }

    private static object Document(string input, CleaningResult result, OutputFile output, RejectsFile rejects) =>
        new
        {
            File = input,
            result.Detection.Format,
            Detected = result.Detection.Reason,
            result.Imported.Records,
            Rejected = result.Rejects.Total,
            Rejects = result.Rejects.Counts,
            result.Dropped,
            result.Kept,
            result.Operators,
            Output = output.Path,
            RejectsFile = rejects.Path,
        };
}
