using System.CommandLine;
using System.Globalization;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Cli.Files;
using Distill.Cli.Import;
using Distill.Cli.Splitting;
using Distill.Core.Formats;
using Distill.Core.Splits;
using Spectre.Console;

namespace Distill.Cli.Commands;

/// <summary><c>distill split</c>: splits a file without leaks, or checks files that were split by others. Needs no host.</summary>
internal sealed class SplitCommand : DistillCommand
{
    private const int NamedPairs = 100;

    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "The file to split; with --check the training file, then the files that models are judged on",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string?> _out = new("--out")
    {
        Description = "Folder for train.jsonl, validation.jsonl and test.jsonl, canonical JSON lines",
        HelpName = "DIR",
    };
    private readonly Option<bool> _check = new("--check")
    {
        Description = "Write nothing; name the pairs that are in both, and exit with 1 when there are any",
    };
    private readonly Option<ClassField?> _by = ClassField.Option(
        "--by",
        "Class whose shares each part keeps: answer, answer.PATH, labels.NAME, meta.NAME or none. Default: answer"
    );
    private readonly Option<string> _ratios = new("--ratios")
    {
        Description = "Shares of train, validation and test; 0 makes none. Default: 0.8,0.1,0.1",
        HelpName = "A,B,C",
        DefaultValueFactory = _ => "0.8,0.1,0.1",
    };
    private readonly Option<int> _seed = new("--seed")
    {
        Description = "Seed of the split. Default: 1",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };
    private readonly Option<double> _near = new("--near-duplicates")
    {
        Description = "Similarity of prompts from which they stay together, 0.5 to 1. Default: 0.8",
        HelpName = "SHARE",
        DefaultValueFactory = _ => 0.8,
    };
    private readonly Option<string?> _rejects = new("--rejects")
    {
        Description = "Write bad lines, each with its reason",
        HelpName = "FILE",
    };
    private readonly Option<string> _format = ReadingOptions.Format();
    private readonly Option<string[]> _map = ReadingOptions.Map();

    /// <summary>The command.</summary>
    public SplitCommand()
        : base(
            CommandGroup.Data,
            "split",
            "Split a file into training, validation and test set without near-duplicates across, or check such files.",
            new Example("distill split clean.jsonl --out parts --by labels.intent", "each part keeps the classes' shares"),
            new Example("distill split --check train.jsonl test.jsonl", "exit 1 and the pairs, when the test set is in the training set")
        )
    {
        Add(_files);
        Add(_out);
        Add(_check);
        Add(_by);
        Add(_ratios);
        Add(_seed);
        Add(_near);
        Add(_rejects);
        Add(_format);
        Add(_map);
    }

    /// <inheritdoc />
    public override Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var files = context.Get(_files);
        return (context.Get(_check), files.Length) switch
        {
            (true, >= 2) => CheckAsync(context, files, cancellationToken),
            (true, _) => throw CliException.Usage("there is nothing to compare with", "--check", "name the training file, then the others"),
            (false, 1) => SplitAsync(context, files[0], cancellationToken),
            _ => throw CliException.Usage("only one file is split at a time", files[1], "name one file, or compare them with --check"),
        };
    }

    private async Task<int> SplitAsync(CommandContext context, string path, CancellationToken cancellationToken)
    {
        var folder =
            context.Get(_out) ?? throw CliException.Usage("there is nowhere to write the parts", "--out", "name a folder with --out DIR");
        var options = Read(context);
        await using var source = await OpenAsync(context, path, cancellationToken);
        await using var rejects = new RejectsFile(context.Get(_rejects));
        var split = new FileSplit(source, context.Get(_by) ?? ClassField.Answer, options);
        var (result, written) = await split.RunAsync(Path.GetFullPath(folder), rejects, cancellationToken);
        await rejects.CommitAsync(cancellationToken);
        context.Terminal.Write(
            new
            {
                File = path,
                result.Counts,
                result.Groups,
                result.LargestGroup,
                Rejected = rejects.Summary.Total,
                Files = written,
            },
            console =>
            {
                SplitView.Write(console, result, written);
                console.WriteLine($"{rejects.Summary.Total} bad lines{(rejects.Path is null ? "" : $", in {rejects.Path}")}.");
            }
        );
        return ExitCode.Done;
    }

    private async Task<int> CheckAsync(CommandContext context, string[] files, CancellationToken cancellationToken)
    {
        var sources = new List<RowFile>();
        try
        {
            foreach (var path in files)
            {
                sources.Add(await OpenAsync(context, path, cancellationToken));
            }

            var threshold = Read(context).NearDuplicateThreshold;
            var (rows, leaks) = await FileLeaks.FindAsync(sources[0], [.. sources.Skip(1)], threshold, NamedPairs, cancellationToken);
            var bad = sources.Sum(source => source.BadLines);
            context.Terminal.Write(
                new
                {
                    Rows = rows,
                    BadLines = bad,
                    Leaks = leaks.Select(leak => new
                    {
                        Train = leak.FirstId,
                        Evaluation = leak.SecondId,
                        leak.Similarity,
                    }),
                },
                console => SplitView.Write(console, (rows, bad), leaks, NamedPairs)
            );
            return leaks.Count == 0 ? ExitCode.Done : ExitCode.Failed;
        }
        finally
        {
            foreach (var source in sources)
            {
                await source.DisposeAsync();
            }
        }
    }

    private SplitOptions Read(CommandContext context)
    {
        var text = context.Get(_ratios)!;
        double?[] shares = [.. text.Split(',').Select(Number)];
        if (shares is not [{ } train, { } validation, { } test])
        {
            throw CliException.Usage($"'{text}' are no three shares", "--ratios", "write them like 0.8,0.1,0.1");
        }

        var options = new SplitOptions
        {
            Train = train,
            Validation = validation,
            Test = test,
            Seed = context.Get(_seed),
            NearDuplicateThreshold = context.Get(_near),
        };
        return options.Validate() is { } wrong ? throw CliException.Usage(wrong, "distill split") : options;
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private Task<RowFile> OpenAsync(CommandContext context, string path, CancellationToken cancellationToken) =>
        RowFile.OpenAsync(
            path,
            new ImportOptions { Format = context.Get(_format)!, Mapping = MappingOptions.Parse(context.Get(_map)!) },
            cancellationToken
        );
}
