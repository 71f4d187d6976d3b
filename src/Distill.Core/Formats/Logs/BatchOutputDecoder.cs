using System.Text.Json;
using Distill.Core.Datasets;
using Distill.Core.Samples;

namespace Distill.Core.Formats.Logs;

/// <summary>
/// A response of an OpenAI batch: <c>{"custom_id":"…","response":{"status_code":200,"body":{"choices":[…]}},"error":null}</c>. The prompt stands in the
/// batch's input file and is found there by <c>custom_id</c>, whatever the order of the output.
/// </summary>
/// <param name="requests">The input; null when it was not given: then no response can become a sample.</param>
internal sealed class BatchOutputDecoder(BatchRequests? requests) : ElementDecoder
{
    private const int FirstFailure = 400;

    protected override SampleReadResult Decode(JsonElement element)
    {
        if (RequireObject(element) is { } shape)
        {
            return shape;
        }

        if (RecordFields.IdOf(element, "custom_id") is not { Length: > 0 } id)
        {
            return RecordFaults.Missing("custom_id", "The id of the request");
        }

        var response = RecordFields.Find(element, "response");
        if (Failure(element, response) is { } failure)
        {
            return SampleReadResult.Fault(RejectReasons.FailedCall, $"The request was not answered: {failure}", "response");
        }

        var asked = requests?.Find(id);
        if (asked?.Sample is not { } request)
        {
            return asked
                ?? SampleReadResult.Fault(
                    RejectReasons.MissingField,
                    requests is null
                        ? "A batch's output has no prompts: give its input file too (--batch-input)."
                        : $"The batch's input has no request '{id}'.",
                    "custom_id"
                );
        }

        return Join(element, response, request);
    }

    private static SampleReadResult Join(JsonElement element, JsonElement response, Sample request)
    {
        var meta = request.Meta;
        var messages = new List<Message>(request.Messages);
        if (Completion.Read(RecordFields.Find(response, "body"), "response.body", messages, ref meta) is { } fault)
        {
            return fault;
        }

        RecordFields.Keep(response, ["body"], "response.", ref meta);
        RecordFields.Keep(element, ["custom_id", "response"], "", ref meta);
        return SampleReadResult.Of(request with { Messages = messages, Meta = meta });
    }

    private static string? Failure(JsonElement element, JsonElement response)
    {
        if (RecordFields.Has(element, "error"))
        {
            return element.GetProperty("error").GetRawText();
        }

        var status = RecordFields.Find(response, "status_code");
        return status.ValueKind == JsonValueKind.Number && status.TryGetInt32(out var code) && code >= FirstFailure
            ? $"status {code}, {RecordFields.Find(response, "body")}"
            : null;
    }
}
