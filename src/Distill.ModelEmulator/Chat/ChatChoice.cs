using System.Text.Json;
using Distill.ModelEmulator.Faults;
using Distill.ModelEmulator.Text;

namespace Distill.ModelEmulator.Chat;

/// <summary>One answer.</summary>
/// <param name="Text">The answer.</param>
/// <param name="FinishReason"><c>stop</c>, or <c>length</c> when it was cut.</param>
internal sealed record ChatChoice(string Text, string FinishReason)
{
    /// <summary>What becomes of a model's answer on its way: form asked for, fault, length.</summary>
    public static ChatChoice Finish(string answer, ChatRequest request, Fault fault, long index)
    {
        var text = request.JsonAnswer ? AsJsonObject(answer) : answer;
        text = fault == Fault.Malformed ? FaultPlan.Malform(text, index) : text;
        var limit = request.MaxTokens ?? int.MaxValue;
        if (fault == Fault.Truncation)
        {
            limit = Math.Min(limit, TokenEstimate.Count(text) / 2);
        }

        var kept = TokenEstimate.Take(text, limit);
        return new ChatChoice(kept, kept.Length < text.Length ? "length" : "stop");
    }

    private static string AsJsonObject(string answer)
    {
        var (start, end) = (answer.IndexOf('{'), answer.LastIndexOf('}'));
        var candidate = start >= 0 && end > start ? answer[start..(end + 1)] : "";
        return IsJsonObject(candidate) ? candidate : JsonSerializer.Serialize(new { answer }, Protocol.Json.Options);
    }

    private static bool IsJsonObject(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
