using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Distill.LocalHost.Engine.History;

/// <summary>Histories as text, one JSON object a line: for files under version control that a test replays.</summary>
public static class HistoryJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The line of an event.</summary>
    /// <param name="item">The event.</param>
    public static string Write(HistoryEvent item) => JsonSerializer.Serialize(item, Options);

    /// <summary>The event of a line.</summary>
    /// <param name="line">The line.</param>
    /// <exception cref="JsonException">The line is no event.</exception>
    public static HistoryEvent Read(string line) =>
        JsonSerializer.Deserialize<HistoryEvent>(line, Options) ?? throw new JsonException("A history line is 'null'.");

    /// <summary>The events of a text; blank lines are skipped.</summary>
    /// <param name="lines">The lines.</param>
    /// <exception cref="JsonException">A line is no event; the message names its number.</exception>
    public static IEnumerable<HistoryEvent> ReadAll(IEnumerable<string> lines)
    {
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return ReadNumbered(line, number);
            }
        }
    }

    private static HistoryEvent ReadNumbered(string line, int number)
    {
        try
        {
            return Read(line);
        }
        catch (JsonException e)
        {
            throw new JsonException($"Line {number} of the history: {e.Message}", e);
        }
    }
}
