using System.Text.Json;
using System.Text.RegularExpressions;

namespace Distill.ModelEmulator.Teaching;

/// <summary>A request for new texts, as Distill's augmentation prompts put it: an <c>augment</c> element with the task, and a <c>seed</c> element for each example.</summary>
/// <param name="Method">Name of the method.</param>
/// <param name="Count">Texts wanted, 1 to 50.</param>
/// <param name="Class">Their class, or null.</param>
/// <param name="Seeds">The examples; at least one.</param>
internal sealed partial record AugmentationTask(string Method, int Count, string? Class, IReadOnlyList<string> Seeds)
{
    private const int MostTexts = 50;

    /// <summary>The task of a message, or null when it is no such request.</summary>
    public static AugmentationTask? Find(string message)
    {
        if (Task().Match(message) is not { Success: true } task)
        {
            return null;
        }

        string[] seeds = [.. Seed().Matches(message).Select(seed => seed.Groups["text"].Value.Trim()).Where(text => text.Length > 0)];
        try
        {
            using var document = JsonDocument.Parse(task.Groups["json"].Value);
            var (method, count, label) = (
                Text(document, "method"),
                document.RootElement.GetProperty("count").GetInt32(),
                Text(document, "class")
            );
            return method is null || seeds.Length == 0 ? null : new AugmentationTask(method, Math.Clamp(count, 1, MostTexts), label, seeds);
        }
        catch (Exception exception)
            when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            // Not Distill's element: the message is a text to be judged like any other.
            return null;
        }
    }

    private static string? Text(JsonDocument document, string name) =>
        document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex(@"^<augment>(?<json>\{.*\})</augment>\s*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Task();

    [GeneratedRegex(@"<seed>\n(?<text>.*?)\n</seed>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Seed();
}
