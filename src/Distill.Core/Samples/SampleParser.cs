using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Distill.Core.Datasets;

namespace Distill.Core.Samples;

/// <summary>One pass over a canonical line. A mutable helper of a single call.</summary>
internal partial struct SampleParser(bool idRequired)
{
    private string? id;
    private List<Message>? messages;
    private List<Message>? chosen;
    private List<Message>? rejected;
    private Dictionary<string, string>? labels;
    private Dictionary<string, double>? scores;
    private JsonObject? feedback;
    private JsonObject? meta;
    private List<(string Name, JsonNode? Value)>? unknown;
    private SampleReadResult? fault;

    /// <summary>Reads the line in one pass. Only a line with a fault is checked once more as a whole: what is no JSON has no other fault.</summary>
    public SampleReadResult Parse(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
        {
            return JsonLine.Check(utf8)!.Value;
        }

        var reader = new Utf8JsonReader(utf8, JsonLine.ReaderOptions);
        SampleReadResult result;
        try
        {
            result = ReadRecord(ref reader);
        }
        catch (JsonException)
        {
            return JsonLine.Check(utf8)!.Value;
        }
        catch (InvalidOperationException)
        {
            // The reader's answer to an escape such as "\ud800" without its second half: the text cannot be represented.
            result = Fail(RejectReasons.InvalidUtf8, "A \\u escape names half a surrogate pair. Write the character itself.", null);
        }

        return result.IsSample ? result : JsonLine.Check(utf8) ?? result;
    }

    private SampleReadResult ReadRecord(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return Fail(RejectReasons.WrongShape, "A record is one JSON object a line.", null);
        }

        ReadFields(ref reader);
        if (fault is not null)
        {
            return fault.Value;
        }

        // Text after the object is no JSON: the reader throws.
        reader.Read();
        return Build();
    }

    private SampleReadResult Fail(string reason, string message, string? field)
    {
        var result = SampleReadResult.Fault(reason, message, field);
        fault ??= result;
        return fault.Value;
    }

    private void ReadFields(ref Utf8JsonReader reader)
    {
        while (fault is null && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                ReadId(ref reader);
            }
            else if (reader.ValueTextEquals("messages"u8))
            {
                messages = ReadMessages(ref reader, "messages");
            }
            else if (reader.ValueTextEquals("chosen"u8))
            {
                chosen = ReadMessages(ref reader, "chosen");
            }
            else if (reader.ValueTextEquals("rejected"u8))
            {
                rejected = ReadMessages(ref reader, "rejected");
            }
            else
            {
                ReadExtra(ref reader);
            }
        }
    }

    private void ReadExtra(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("labels"u8))
        {
            ReadLabels(ref reader);
        }
        else if (reader.ValueTextEquals("scores"u8))
        {
            ReadScores(ref reader);
        }
        else if (reader.ValueTextEquals("feedback"u8))
        {
            feedback = ReadObject(ref reader, "feedback");
        }
        else if (reader.ValueTextEquals("meta"u8))
        {
            meta = ReadObject(ref reader, "meta");
        }
        else
        {
            var name = reader.GetString()!;
            reader.Read();
            (unknown ??= []).Add((name, JsonNodes.Read(ref reader)));
        }
    }

    private void ReadId(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number or JsonTokenType.Null))
        {
            Fail(RejectReasons.InvalidField, "An id is a text or a number.", "id");
            return;
        }

        id = reader.TokenType == JsonTokenType.Number ? Encoding.UTF8.GetString(reader.ValueSpan) : reader.GetString();
    }

    private JsonObject? ReadObject(ref Utf8JsonReader reader, string field)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return JsonNodes.ReadObject(ref reader);
        }

        if (reader.TokenType != JsonTokenType.Null)
        {
            Fail(RejectReasons.InvalidField, "An object is wanted.", field);
        }

        return null;
    }

    private void ReadLabels(ref Utf8JsonReader reader)
    {
        foreach (var (name, value) in ReadObject(ref reader, "labels") ?? [])
        {
            if (value is JsonValue scalar)
            {
                (labels ??= [])[name] = scalar.GetValueKind() == JsonValueKind.String ? scalar.GetValue<string>() : scalar.ToJsonString();
            }
            else if (value is not null)
            {
                Fail(RejectReasons.InvalidField, "A label is a text, a number or a truth value.", $"labels.{name}");
            }
        }
    }

    private void ReadScores(ref Utf8JsonReader reader)
    {
        foreach (var (name, value) in ReadObject(ref reader, "scores") ?? [])
        {
            if (value?.GetValueKind() == JsonValueKind.Number && double.IsFinite(value.GetValue<double>()))
            {
                (scores ??= [])[name] = value.GetValue<double>();
            }
            else if (value is not null)
            {
                Fail(RejectReasons.InvalidField, "A score is a finite number.", $"scores.{name}");
            }
        }
    }

    private SampleReadResult Build()
    {
        if (string.IsNullOrEmpty(id) && idRequired)
        {
            return Fail(RejectReasons.MissingField, "The record has no id.", "id");
        }

        if (messages is not { Count: > 0 })
        {
            return Fail(RejectReasons.MissingField, "A sample has at least one message.", "messages");
        }

        if (chosen is null != rejected is null)
        {
            var missing = chosen is null ? "chosen" : "rejected";
            return Fail(RejectReasons.MissingField, "A preference sample has both chosen and rejected.", missing);
        }

        var sample = new Sample
        {
            Id = id ?? "",
            Messages = messages,
            Chosen = chosen,
            Rejected = rejected,
            Feedback = feedback,
            Meta = MetaWithUnknown(),
        };
        sample = labels is null ? sample : sample with { Labels = labels };
        return SampleReadResult.Of(scores is null ? sample : sample with { Scores = scores });
    }

    private readonly JsonObject? MetaWithUnknown()
    {
        if (unknown is null)
        {
            return meta;
        }

        var result = meta ?? [];
        foreach (var (name, value) in unknown)
        {
            // A field of both names: neither is lost.
            result[meta is not null && result.ContainsKey(name) ? "top." + name : name] = value;
        }

        return result;
    }
}
