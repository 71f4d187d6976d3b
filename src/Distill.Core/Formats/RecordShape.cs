using System.Text.Json;
using Distill.Core.Formats.Preferences;
using static Distill.Core.Formats.RecordFields;

namespace Distill.Core.Formats;

/// <summary>Tells the format of one JSON record by its fields.</summary>
/// <param name="Format">One of <see cref="ImportFormats"/>.</param>
/// <param name="Reason">Which fields told it.</param>
internal sealed record RecordShape(string Format, string Reason)
{
    private static readonly string[] Own = ["id", "labels", "scores", "feedback", "meta", "chosen"];

    /// <summary>The format; null when the fields fit none. What is most particular is looked for first.</summary>
    public static RecordShape? Find(JsonElement record) =>
        record.ValueKind == JsonValueKind.Array
            ? FindTurns(record)
            : FindLog(record) ?? FindPreference(record) ?? FindConversation(record) ?? FindPrompt(record);

    private static RecordShape? FindTurns(JsonElement record)
    {
        if (record.GetArrayLength() == 0)
        {
            return null;
        }

        return Has(record[0], "prompt") ? new(ImportFormats.Qianfan, "a record is an array of turns with 'prompt'")
            : Has(record[0], "user") ? new(ImportFormats.Qianfan, "a record is an array of turns with 'user'")
            : null;
    }

    private static RecordShape? FindLog(JsonElement record)
    {
        if (Has(record, "custom_id") && Has(record, "body"))
        {
            return new(ImportFormats.OpenAIBatchInput, "a record has 'custom_id' and 'body'");
        }

        // A failed request of a batch has a null response and an error.
        if (Has(record, "custom_id") && (Has(record, "response") || Has(record, "error")))
        {
            return new(ImportFormats.OpenAIBatchOutput, "a record has 'custom_id' and 'response'");
        }

        if (
            RecordFields.Find(record, "schemaVersion") is { ValueKind: JsonValueKind.String } version
            && version.GetString()!.StartsWith("bedrock-", StringComparison.Ordinal)
        )
        {
            return new(ImportFormats.Bedrock, $"a record has the schemaVersion '{version}'");
        }

        // An exchange that failed has no response.
        if (Has(record, "asid") && Has(record, "alias") && Has(record, "request"))
        {
            return new(ImportFormats.Gateway, "a record has 'asid', 'alias' and 'request'");
        }

        if (!Has(record, "request") || !Has(record, "response"))
        {
            return null;
        }

        return First(record, "workload_id", "client_id") is { } nvidia
            ? new(ImportFormats.NvidiaLog, $"a record has 'request', 'response' and '{nvidia}'")
            : new(
                ImportFormats.QianfanLog,
                $"a record has 'request', 'response' and '{First(record, "requestid", "asid") ?? "no workload_id"}'"
            );
    }

    private static RecordShape? FindPreference(JsonElement record)
    {
        if (PreferenceFields.Find(record) is not { } fields)
        {
            return null;
        }

        if (fields.Prompt == "input")
        {
            return new(ImportFormats.OpenAIPreference, "a record has 'preferred_output' and 'non_preferred_output'");
        }

        var format =
            Has(record, "conversations") ? ImportFormats.ShareGpt
            : Has(record, "instruction") ? ImportFormats.Alpaca
            : Has(record, "messages") ? ImportFormats.Canonical
            : ImportFormats.Trl;
        return new(
            format,
            $"a record has '{fields.Chosen}' and '{fields.Rejected}'{With(record, "conversations", "instruction", "messages", "prompt")}"
        );
    }

    private static RecordShape? FindConversation(JsonElement record)
    {
        if (Has(record, "conversations"))
        {
            return new(ImportFormats.ShareGpt, "a record has 'conversations'");
        }

        var judged = Verdict.IsOne(RecordFields.Find(record, "label"));
        if (judged && (Has(record, "messages") || (Has(record, "prompt") && Has(record, "completion"))))
        {
            return new(ImportFormats.TrlUnpaired, $"a record has a truth value as 'label'{With(record, "messages", "completion")}");
        }

        if (!Has(record, "messages"))
        {
            return null;
        }

        return First(record, Own) is { } name
            ? new(ImportFormats.Canonical, $"a record has 'messages' and '{name}'")
            : new(ImportFormats.OpenAI, "a record has 'messages' and no field of the canonical form besides");
    }

    private static RecordShape? FindPrompt(JsonElement record)
    {
        if (Has(record, "instruction") && First(record, "output", "input") is { } part)
        {
            return new(ImportFormats.Alpaca, $"a record has 'instruction' and '{part}'");
        }

        if (!Has(record, "prompt"))
        {
            return null;
        }

        return RecordFields.Find(record, "response").ValueKind == JsonValueKind.Array
            ? new(ImportFormats.Qianfan, "a record has 'prompt' and a list as 'response'")
            : new(ImportFormats.PromptResponse, "a record has 'prompt'");
    }

    private static string? First(JsonElement record, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Has(record, name))
            {
                return name;
            }
        }

        return null;
    }

    private static string With(JsonElement record, params ReadOnlySpan<string> names) =>
        First(record, names) is { } name ? $" with '{name}'" : "";
}
