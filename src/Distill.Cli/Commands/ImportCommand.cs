using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Cli.Hosting;
using Distill.Cli.Import;
using Distill.Cli.Runs;
using Distill.Core.Datasets;
using Distill.Core.Formats;
using Distill.Storage.Local.Sources;

namespace Distill.Cli.Commands;

/// <summary><c>distill import</c>: makes a dataset of a file, on the home's storage.</summary>
internal sealed class ImportCommand : DistillCommand
{
    private readonly Argument<string> _file = new("FILE")
    {
        Description = "The file: JSONL, JSON, CSV, TSV or Parquet; .gz and .zst are unpacked",
    };
    private readonly Option<string> _format = ReadingOptions.Format();
    private readonly Option<string> _encoding = ReadingOptions.Encoding();
    private readonly Option<string?> _batchInput = new("--batch-input")
    {
        Description = "Input file of the batch of which FILE is the output: where the prompts are",
        HelpName = "FILE",
    };
    private readonly Option<string?> _name = new("--name") { Description = "Name of the dataset. Default: the file's", HelpName = "NAME" };
    private readonly Option<string[]> _map = ReadingOptions.Map();
    private readonly Option<double> _maxRejects = new("--max-reject-ratio")
    {
        Description = "Share of bad records, 0 to 1, that fails the import. Default: 0.05",
        HelpName = "RATIO",
        DefaultValueFactory = _ => 0.05,
    };

    /// <summary>The command.</summary>
    public ImportCommand()
        : base(
            CommandGroup.Data,
            "import",
            "Make a dataset of a file: says what it was taken for, and what was rejected and why.",
            new Example("distill import logs.jsonl", "format by name and content"),
            new Example("distill import sst2.tsv --map prompt=sentence --map label.gold=label", "columns of a table")
        )
    {
        _maxRejects.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0 and <= 1))
            {
                result.AddError("--max-reject-ratio must be within 0 to 1.");
            }
        });
        Add(_file);
        Add(_format);
        Add(_encoding);
        Add(_batchInput);
        Add(_name);
        Add(_map);
        Add(_maxRejects);
    }

    /// <inheritdoc />
    public override bool OpensStorage => true;

    /// <inheritdoc />
    public override async Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(context.Get(_file));
        var options = await ReadOptions.CompleteAsync(
            new ImportOptions
            {
                Format = context.Get(_format)!,
                Encoding = context.Get(_encoding)!,
                Mapping = MappingOptions.Parse(context.Get(_map)!),
            },
            path,
            context.Get(_batchInput),
            cancellationToken
        );
        using var batch = options.BatchInput;
        // Opened before it is hashed, so that a change between the two is noticed as well.
        await using var content = Open(path);
        var source = await SourceFile.OpenAsync(path, cancellationToken);
        var requests = context.Get(_batchInput) is { } input
            ? await SourceFile.OpenAsync(Path.GetFullPath(input), cancellationToken)
            : null;
        await using var storage = await HomeStorage.OpenAsync(context, cancellationToken);
        var importer = new DatasetImporter(new DatasetLibrary(storage.Blobs, storage.Datasets, context.Time));
        var result = await ImportAsync(
            importer,
            content,
            source,
            Draft(context, source, requests, options),
            options,
            new RejectBudget(context.Get(_maxRejects)),
            cancellationToken
        );
        var manifest =
            result.Manifest ?? throw CliException.Usage(result.Failure!, path, "mend the records, or allow more with --max-reject-ratio");
        context.Terminal.Write(
            new
            {
                Dataset = manifest.Id,
                manifest.Name,
                manifest.Version,
                result.Detection.Format,
                Detected = result.Detection.Reason,
                result.Detection.Encoding,
                result.Summary.Records,
                Rejected = result.Summary.Rejects.Total,
                Rejects = result.Summary.Rejects.Counts,
                result.Summary.PassedOver,
                RejectsFile = result.RejectsPath is { } rejects ? storage.Locations.Of(rejects) : null,
            },
            console => ImportView.Write(console, result, manifest, storage.Locations)
        );
        return ExitCode.Done;
    }

    private static Stream Open(string path)
    {
        try
        {
            return UnchangingFile.Open(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Unreadable.Of("file", path, cause);
        }
    }

    private static async Task<ImportResult> ImportAsync(
        DatasetImporter importer,
        Stream content,
        SourceFile source,
        DatasetDraft draft,
        ImportOptions options,
        RejectBudget budget,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await importer.ImportAsync(content, Path.GetFileName(source.Path), draft, options, budget, cancellationToken);
        }
        catch (ImportException wrong)
        {
            throw CliException.Usage(wrong.Message, source.Path, inner: wrong);
        }
    }

    // The same file imported the same way is the same dataset.
    private DatasetDraft Draft(CommandContext context, SourceFile source, SourceFile? requests, ImportOptions options)
    {
        var name = context.Get(_name) ?? Path.GetFileNameWithoutExtension(source.Path);
        var identity = $"{source.Sha256}{requests?.Sha256} {name} {JsonSerializer.Serialize(options)}";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..16];
        return new DatasetDraft
        {
            Id = $"import-{hash}",
            Name = name,
            Operation = "import",
        };
    }
}
