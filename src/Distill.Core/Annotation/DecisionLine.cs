using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Distill.Core.Annotation;

/// <summary>A decision as one line of JSON: what <c>distill annotate --export</c> writes and <c>--import</c> reads.</summary>
/// <param name="Task">Id of the task.</param>
/// <param name="Verdict">What was decided.</param>
/// <param name="Candidate">For an approval: index of the candidate.</param>
/// <param name="Text">For a rewrite: the answer.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">Who decided; import takes it for the annotator's name when there is no other.</param>
/// <param name="Time">When.</param>
public sealed record DecisionLine(
    string Task,
    AnnotationVerdict Verdict,
    int? Candidate = null,
    string? Text = null,
    string? Reason = null,
    string? By = null,
    DateTimeOffset? Time = null
)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The decision.</summary>
    [JsonIgnore]
    public AnnotationChoice Choice => new(Verdict, Candidate, Text, Reason);

    /// <summary>The lines of a task, in the order of its decisions.</summary>
    public static IEnumerable<DecisionLine> Of(AnnotationTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return task.Decisions.Select(decision => new DecisionLine(
            task.Id,
            decision.Choice.Verdict,
            decision.Choice.Candidate,
            decision.Choice.Text,
            decision.Choice.Reason,
            decision.By,
            decision.Time
        ));
    }

    /// <summary>Reads a line; the second result says what is wrong with it.</summary>
    public static (DecisionLine? Line, string? Fault) Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<DecisionLine>(line, Json) is { Task.Length: > 0 } read
                ? (read, null)
                : (null, "'task' is missing.");
        }
        catch (JsonException malformed)
        {
            return (null, malformed.Message);
        }
    }

    /// <summary>The line, without its end.</summary>
    public string Write() => JsonSerializer.Serialize(this, Json);
}
