using System.Text.Json;
using Distill.Core.Samples;
using Parquet;
using Parquet.Schema;

namespace Distill.Core.Formats.Writing;

/// <summary>
/// Parquet with the columns of the canonical sample: <c>id</c>; <c>messages</c>, <c>chosen</c> and <c>rejected</c> as lists of <c>role</c> and <c>content</c>;
/// <c>labels</c>, <c>scores</c>, <c>feedback</c> and <c>meta</c> as JSON in a text, since their fields differ from sample to sample. Not thread-safe.
/// </summary>
/// <remarks>Memory: one row group, of 10,000 samples or 16 million letters.</remarks>
internal sealed class ParquetRecords : IAsyncDisposable
{
    private const int GroupSamples = 10_000;
    private const long GroupLetters = 16L * 1024 * 1024;

    // A schema writes levels and paths into its fields, so no two files may share them: what one begins would take values from another that is being written.
    private readonly DataField _id = new("id", typeof(string), isNullable: false);
    private readonly ListField[] _turns = [List("messages"), List("chosen"), List("rejected")];
    private readonly DataField[] _objects = [Text("labels"), Text("scores"), Text("feedback"), Text("meta")];
    private readonly ParquetSchema _schema;
    private readonly Stream _target;
    private readonly List<Sample> _group = [];
    private ParquetWriter? _writer;
    private long _letters;

    /// <summary>Begins a file.</summary>
    /// <param name="target">Where to; stays open.</param>
    public ParquetRecords(Stream target)
    {
        _target = target;
        _schema = new ParquetSchema([_id, .. _turns, .. _objects]);
    }

    /// <summary>Adds a sample.</summary>
    public async ValueTask WriteAsync(Sample sample, CancellationToken cancellationToken)
    {
        _group.Add(sample);
        _letters += sample.Messages.Sum(message => (long)message.Content.Length);
        if (_group.Count >= GroupSamples || _letters >= GroupLetters)
        {
            await WriteGroupAsync(cancellationToken);
        }
    }

    /// <summary>Writes the rest and the footer.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        if (_group.Count > 0 || _writer is null)
        {
            await WriteGroupAsync(cancellationToken);
        }

        await _writer!.DisposeAsync();
        _writer = null;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _writer?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static ListField List(string name) => new(name, new StructField("element", Text("role"), Text("content")));

    private static DataField Text(string name) => new(name, typeof(string), isNullable: true);

    private async Task WriteGroupAsync(CancellationToken cancellationToken)
    {
        _writer ??= await ParquetWriter.CreateAsync(
            _schema,
            _target,
            new ParquetOptions { CompressionMethod = CompressionMethod.Zstd },
            cancellationToken: cancellationToken
        );
        using var group = _writer.CreateRowGroup();
        await group.WriteAsync(_id, _group.ConvertAll(sample => sample.Id));
        await WriteTurnsAsync(group, _turns[0], sample => sample.Messages, cancellationToken);
        await WriteTurnsAsync(group, _turns[1], sample => sample.Chosen, cancellationToken);
        await WriteTurnsAsync(group, _turns[2], sample => sample.Rejected, cancellationToken);
        await group.WriteAsync(_objects[0], _group.ConvertAll(sample => Json(sample.Labels.Count > 0, sample.Labels)));
        await group.WriteAsync(_objects[1], _group.ConvertAll(sample => Json(sample.Scores.Count > 0, sample.Scores)));
        await group.WriteAsync(_objects[2], _group.ConvertAll(sample => sample.Feedback?.ToJsonString(JsonOptions)));
        await group.WriteAsync(_objects[3], _group.ConvertAll(sample => sample.Meta?.ToJsonString(JsonOptions)));
        _group.Clear();
        _letters = 0;
    }

    // Levels as the Parquet format defines them: a value of a list that is there is defined on all levels; the first of a row repeats none.
    private async Task WriteTurnsAsync(
        ParquetRowGroupWriter group,
        ListField list,
        Func<Sample, IReadOnlyList<Message>?> turns,
        CancellationToken cancellationToken
    )
    {
        var fields = ((StructField)list.Item).Fields.Cast<DataField>().ToArray();
        var (roles, contents) = (new List<ReadOnlyMemory<char>>(), new List<ReadOnlyMemory<char>>());
        var (defined, repeated) = (new List<int>(), new List<int>());
        foreach (var messages in _group.Select(turns))
        {
            for (var i = 0; i < messages?.Count; i++)
            {
                roles.Add(messages[i].Role.AsMemory());
                contents.Add(messages[i].Content.AsMemory());
            }

            var count = Math.Max(1, messages?.Count ?? 0);
            var level =
                messages is null ? 0
                : messages.Count == 0 ? 1
                : fields[0].MaxDefinitionLevel;
            defined.AddRange(Enumerable.Repeat(level, count));
            repeated.AddRange(Enumerable.Range(0, count).Select(i => Math.Min(i, 1)));
        }

        var levels = ((ReadOnlyMemory<int>)defined.ToArray(), (ReadOnlyMemory<int>)repeated.ToArray());
        await group.WriteAllPartsAsync<ReadOnlyMemory<char>>(fields[0], roles.ToArray(), levels.Item1, levels.Item2, cancellationToken);
        await group.WriteAllPartsAsync<ReadOnlyMemory<char>>(fields[1], contents.ToArray(), levels.Item1, levels.Item2, cancellationToken);
    }

    private static readonly JsonSerializerOptions JsonOptions = new() { Encoder = SampleJson.WriterOptions.Encoder };

    private static string? Json<T>(bool isThere, IReadOnlyDictionary<string, T> fields) =>
        isThere ? JsonSerializer.Serialize(fields, JsonOptions) : null;
}
