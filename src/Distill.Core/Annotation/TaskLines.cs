using System.Text;
using System.Text.Json.Nodes;
using Distill.Core.Datasets;
using Distill.Core.Samples;

namespace Distill.Core.Annotation;

/// <summary>Reads canonical samples, a line each; a bad line is noted and the others go on. Not thread-safe.</summary>
/// <param name="file">Name of the file, for rejects.</param>
public sealed class TaskLines(string file)
{
    private readonly List<Reject> _rejects = [];

    /// <summary>Samples read so far.</summary>
    public int Samples { get; private set; }

    /// <summary>Lines that are none.</summary>
    public IReadOnlyList<Reject> Rejects => _rejects;

    /// <summary>The samples.</summary>
    public async IAsyncEnumerable<Sample> ReadAsync(Stream lines)
    {
        using var reader = new StreamReader(lines, Encoding.UTF8);
        for (var number = 1L; await reader.ReadLineAsync() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var result = SampleJson.Read(Encoding.UTF8.GetBytes(line));
            if (result.Sample is { } sample)
            {
                Samples++;
                yield return sample;
            }
            else
            {
                var detail = new JsonObject { ["field"] = result.Field, ["message"] = result.Message };
                _rejects.Add(new Reject(file, number, null, null, "import", result.Reason!, detail));
            }
        }
    }
}
