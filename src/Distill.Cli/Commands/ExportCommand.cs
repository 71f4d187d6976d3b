using System.CommandLine;
using Distill.Cli.CommandLine;
using Distill.Cli.Export;
using Distill.Cli.Failures;
using Distill.Cli.Files;
using Distill.Cli.Import;
using Distill.Core.Formats;
using Distill.Core.Formats.Encodings;
using Distill.Core.Formats.Writing;

namespace Distill.Cli.Commands;

/// <summary><c>distill export</c>: writes a dataset, or a file of any format that import reads, in another format.</summary>
internal sealed class ExportCommand : DistillCommand
{
    private readonly Argument<string> _source = new("DATASET|FILE") { Description = "Id or name of a dataset of the home, or a file" };
    private readonly Argument<string> _target = new("OUT") { Description = "The file to write; one that is there is replaced" };
    private readonly Option<string> _to = new("--to")
    {
        Description = string.Join(", ", ExportFormats.All),
        HelpName = "FORMAT",
        Required = true,
    };
    private readonly Option<string> _from = new("--from")
    {
        Description = "Format of FILE, as for import. Default: auto",
        HelpName = "FORMAT",
        DefaultValueFactory = _ => ImportFormats.Auto,
    };
    private readonly Option<string> _encoding = new("--encoding")
    {
        Description = "Encoding of FILE, as for import. Default: auto",
        HelpName = "NAME",
        DefaultValueFactory = _ => TextEncodings.Auto,
    };
    private readonly Option<string[]> _map = new("--map")
    {
        Description = "Column or JSON path of a part of FILE, as for import; repeatable",
        HelpName = "PART=FIELD",
        DefaultValueFactory = _ => [],
    };
    private readonly Option<string?> _model = new("--model")
    {
        Description = "Model, or deployment, that the requests of openai-batch-input name",
        HelpName = "MODEL",
    };
    private readonly Option<string?> _batchInput = new("--batch-input")
    {
        Description = "Input file of the batch of which FILE is the output",
        HelpName = "FILE",
    };

    /// <summary>The command.</summary>
    public ExportCommand()
        : base(
            CommandGroup.Data,
            "export",
            "Write a dataset or a file in another format: says what the format cannot carry.",
            new Example("distill export train train.jsonl --to azure", "for fine-tuning on Azure OpenAI"),
            new Example("distill export pairs.jsonl dpo.json --to sharegpt", "with the entry of dataset_info.json")
        )
    {
        _to.AcceptOnlyFromAmong([.. ExportFormats.All]);
        _from.AcceptOnlyFromAmong([.. ImportFormats.All]);
        _encoding.AcceptOnlyFromAmong([.. TextEncodings.All]);
        Add(_source);
        Add(_target);
        Add(_to);
        Add(_from);
        Add(_encoding);
        Add(_map);
        Add(_model);
        Add(_batchInput);
    }

    /// <inheritdoc />
    public override bool OpensStorage => true;

    /// <inheritdoc />
    public override async Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var options = new ExportOptions { Format = context.Get(_to)!, Model = context.Get(_model) };
        if (options is { Format: ExportFormats.OpenAIBatchInput, Model: null })
        {
            throw CliException.Usage("a batch names the model that it asks", "--model", "give the model, or the deployment");
        }

        var source = context.Get(_source)!;
        var reading = await ReadOptions.CompleteAsync(
            new ImportOptions
            {
                Format = context.Get(_from)!,
                Encoding = context.Get(_encoding)!,
                Mapping = MappingOptions.Parse(context.Get(_map)!),
            },
            Path.GetFullPath(source),
            context.Get(_batchInput),
            cancellationToken
        );
        using var requests = reading.BatchInput;
        await using var samples = await SampleSource.OpenAsync(source, context, reading, cancellationToken);
        var outcome = await WriteAsync(samples, Path.GetFullPath(context.Get(_target)!), options, cancellationToken);
        context.Terminal.Write(outcome, console => ExportView.Write(console, outcome));
        return ExitCode.Done;
    }

    // A source that breaks half-way, or is the target itself, leaves what was there.
    private static async Task<ExportOutcome> WriteAsync(
        SampleSource samples,
        string path,
        ExportOptions options,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var file = OutputFile.Create(path);
            await using var writer = new SampleFileWriter(file.Content, options);
            await foreach (var sample in samples.ReadAsync(cancellationToken))
            {
                await writer.WriteAsync(sample, cancellationToken);
            }

            await writer.CompleteAsync(cancellationToken);
            Require(samples, writer);
            await file.CommitAsync(cancellationToken);
            var info = writer.DatasetInfo(Path.GetFileName(path));
            return new ExportOutcome
            {
                Source = samples.Description,
                Path = path,
                Format = options.Format,
                Records = writer.Records,
                Loss = writer.Loss,
                Rejected = samples.Rejected,
                FirstReject = samples.FirstReject,
                DatasetInfoPath = info is null ? null : DatasetInfoFile.Add(path, info),
            };
        }
        catch (ImportException wrong)
        {
            throw CliException.Usage(wrong.Message, samples.Description, inner: wrong);
        }
    }

    private static void Require(SampleSource samples, SampleFileWriter writer)
    {
        if (writer.Records > 0)
        {
            return;
        }

        var why =
            writer.Loss.Skipped.FirstOrDefault() is { Value: not null } skipped ? $": {skipped.Key} (first '{skipped.Value.FirstId}')"
            : samples.FirstReject is { } reject ? $": {reject}"
            : "";
        throw CliException.Usage($"no sample can be written{why}", samples.Description, "choose another format, or mend the source");
    }
}
