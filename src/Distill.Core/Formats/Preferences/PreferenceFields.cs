using System.Text.Json;

namespace Distill.Core.Formats.Preferences;

/// <summary>Names of the three parts of a preference record.</summary>
/// <param name="Prompt">The conversation before; a text or messages.</param>
/// <param name="Chosen">The better answer; a text, one message or messages.</param>
/// <param name="Rejected">The worse one.</param>
internal sealed record PreferenceFields(string Prompt, string Chosen, string Rejected)
{
    private static readonly PreferenceFields[] Known =
    [
        new("prompt", "chosen", "rejected"),
        new("prompt", "chosen_messages", "rejected_messages"),
        new("input", "preferred_output", "non_preferred_output"),
    ];

    /// <summary>The names that a record has, or null.</summary>
    public static PreferenceFields? Find(JsonElement record) =>
        Known.FirstOrDefault(fields => RecordFields.Has(record, fields.Chosen) && RecordFields.Has(record, fields.Rejected));
}
