using System.Runtime.CompilerServices;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Cli.Hosting;
using Distill.Core.Datasets;
using Distill.Core.Formats;
using Distill.Core.Samples;
using Distill.Storage.Local.Sources;

namespace Distill.Cli.Export;

/// <summary>The samples of a dataset of the home, or of a file of any format that import reads.</summary>
internal sealed class SampleSource : IAsyncDisposable
{
    private readonly ImportReader? _reader;
    private readonly HomeStorage? _storage;
    private readonly DatasetManifest? _manifest;
    private readonly TimeProvider _time;

    private SampleSource(ImportReader reader, string description)
    {
        _reader = reader;
        Description = description;
        _time = TimeProvider.System;
    }

    private SampleSource(HomeStorage storage, DatasetManifest manifest, TimeProvider time)
    {
        _storage = storage;
        _manifest = manifest;
        _time = time;
        Description = $"dataset {manifest.Id} ({manifest.Name}, version {manifest.Version})";
    }

    /// <summary>What is read.</summary>
    public string Description { get; }

    /// <summary>Records that could not be read so far.</summary>
    public long Rejected { get; private set; }

    /// <summary>The first of them.</summary>
    public string? FirstReject { get; private set; }

    /// <summary>Opens a file when there is one of that name, else the dataset of that id or name.</summary>
    /// <exception cref="CliException">There is neither, or the file cannot be read at all.</exception>
    public static async Task<SampleSource> OpenAsync(
        string source,
        CommandContext context,
        ImportOptions options,
        CancellationToken cancellationToken
    ) =>
        File.Exists(source)
            ? await OpenFileAsync(source, options, cancellationToken)
            : await OpenDatasetAsync(source, context, cancellationToken);

    /// <summary>The samples, in order.</summary>
    public async IAsyncEnumerable<Sample> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (_reader is null)
        {
            var library = new DatasetLibrary(_storage!.Blobs, _storage.Datasets, _time);
            await foreach (var sample in library.ReadAsync(_manifest!, cancellationToken: cancellationToken))
            {
                yield return sample;
            }

            yield break;
        }

        await foreach (var item in _reader.ReadAsync(cancellationToken))
        {
            if (item.IsSample)
            {
                yield return item.Sample;
                continue;
            }

            Rejected++;
            FirstReject ??= $"line {item.Reject.Line}, {item.Reject.Reason}: {(string?)item.Reject.Detail?["message"]}";
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_reader is not null)
        {
            await _reader.DisposeAsync();
        }

        if (_storage is not null)
        {
            await _storage.DisposeAsync();
        }
    }

    private static async Task<SampleSource> OpenFileAsync(string path, ImportOptions options, CancellationToken cancellationToken)
    {
        try
        {
            var reader = await ImportReader.OpenAsync(UnchangingFile.Open(path), Path.GetFileName(path), options, cancellationToken);
            return new SampleSource(reader, $"{path}, {reader.Detection.Format}: {reader.Detection.Reason}");
        }
        catch (ImportException wrong)
        {
            throw CliException.Usage(wrong.Message, path, inner: wrong);
        }
    }

    private static async Task<SampleSource> OpenDatasetAsync(string name, CommandContext context, CancellationToken cancellationToken)
    {
        var missing = CliException.Usage(
            $"'{name}' is neither a file nor a dataset of this home",
            null,
            "give the path of a file, or the id or name that 'distill import' showed"
        );
        if (!HomeStorage.MayHold(context))
        {
            throw missing;
        }

        var storage = await HomeStorage.OpenAsync(context, cancellationToken);
        var manifest =
            await storage.Datasets.FindAsync(name, cancellationToken)
            ?? await storage.Datasets.FindByNameAsync(name, cancellationToken: cancellationToken);
        if (manifest is not null)
        {
            return new SampleSource(storage, manifest, context.Time);
        }

        await storage.DisposeAsync();
        throw missing;
    }
}
