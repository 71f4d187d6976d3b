using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Distill.Core.Samples;

namespace Distill.Testing.Filtering;

/// <summary>Samples whose fields are now missing, now null, now of every type, with few values, so that filters meet them.</summary>
public static class GeneratedSamples
{
    /// <summary>The texts that samples and filters share: words, numbers and times in disguise, and what breaks naive quoting or ordering.</summary>
    public static readonly string[] Texts =
    [
        "",
        "a",
        "refund",
        "Refund it",
        "退款",
        "我要退款！",
        "4",
        "4.50",
        "-1",
        "1e9",
        "01",
        " 4",
        "1e999",
        "true",
        "false",
        "null",
        "2026-11-23T08:00:00Z",
        "2026-11-23 16:00:00.1234567+08:00",
        "2026-11-23",
        "2026-02-30",
        "2026-11-23T24:00:00Z",
        "0000-01-01",
        "9999-12-31T23:59:59-23:00",
        "1969-12-31T23:59:59.5-0530",
        "it's; drop table \"samples\" --",
        "%_a\\b",
        "a/b\nc\td",
        "\U0001F600",
        "\uFF21",
        "é",
        "a\u0000b",
        "2",
    ];

    private static readonly Gen<JsonNode?> Scalar = Gen.OneOf(
        Gen.OneOf(Texts).Select(JsonNode? (text) => JsonValue.Create(text)),
        Gen.OneOf("0", "1", "-1", "4", "4.0", "4.5", "1e9", "1700000000", "1700000000123", "1e-7", "12345678901234567890123", "-0.0")
            .Select(JsonNode? (text) => JsonNode.Parse(text)),
        Gen.Bool.Select(JsonNode? (flag) => JsonValue.Create(flag)),
        Gen.Const(() => (JsonNode?)null)
    );

    private static readonly Gen<JsonNode?> Value = Gen.Frequency(
        (5, Scalar),
        (1, Scalar.Array[0, 3].Select(JsonNode? (items) => new JsonArray(items))),
        (1, Scalar.Select(JsonNode? (item) => new JsonObject { ["input"] = item, ["b"] = item?.DeepClone() }))
    );

    private static readonly Gen<Message[]> Turns = Gen.OneOf(
        Gen.OneOf(Texts).Select(text => new[] { Message.User(text) }),
        Gen.Select(Gen.OneOf(Texts), Gen.OneOf(Texts), (ask, answer) => new[] { Message.User(ask), Message.Assistant(answer) }),
        Gen.Select(
            Gen.OneOf(Texts),
            Gen.OneOf(Texts),
            (ask, answer) =>
                new[] { Message.System(answer), Message.User(ask), Message.Assistant("a"), Message.User(answer), Message.Assistant(ask) }
        )
    );

    /// <summary>Samples as they come out of a file: each was written and read once.</summary>
    public static Gen<Sample> All { get; } =
        Gen.Select(
            Gen.Int[0, 1_000_000],
            Turns,
            Object("intent", "a.b"),
            Object("thumb", "stopped"),
            Object("value", "usage", "tags", "a.b", "a", "x/y~z", "0", "time", "timestamp"),
            Gen.Select(Gen.Double[-1, 5].Select(score => Math.Round(score)), Gen.Bool, Gen.Bool),
            Make
        );

    private static Gen<JsonObject?> Object(params string[] names) =>
        Gen.Select(Gen.Bool.Array[names.Length + 1], Value.Array[names.Length])
            .Select(
                JsonObject? (drawn) =>
                {
                    var (present, values) = drawn;
                    if (!present[^1])
                    {
                        return null;
                    }

                    var node = new JsonObject();
                    for (var i = 0; i < names.Length; i++)
                    {
                        if (present[i])
                        {
                            node[names[i]] = values[i]?.DeepClone();
                        }
                    }

                    return node;
                }
            );

    private static Sample Make(
        int id,
        Message[] turns,
        JsonObject? labels,
        JsonObject? feedback,
        JsonObject? meta,
        (double Score, bool IsScored, bool IsPreference) rest
    )
    {
        var sample = new Sample
        {
            Id = $"s{id}",
            Messages = turns,
            Labels = (labels ?? []).Where(pair => pair.Value is JsonValue).ToDictionary(pair => pair.Key, pair => pair.Value!.ToString()),
            Scores = rest.IsScored
                ? new Dictionary<string, double> { ["judge"] = rest.Score, ["judge.helpfulness"] = 4 }
                : new Dictionary<string, double>(),
            Chosen = rest.IsPreference ? [Message.Assistant("refund")] : null,
            Rejected = rest.IsPreference ? [Message.Assistant("")] : null,
            Feedback = feedback,
            Meta = meta,
        };
        using var line = new MemoryStream();
        using (var writer = new System.Text.Json.Utf8JsonWriter(line, SampleJson.WriterOptions))
        {
            SampleJson.Write(writer, sample);
        }

        return SampleJson.Read(line.ToArray()).Sample ?? throw new InvalidOperationException(Encoding.UTF8.GetString(line.ToArray()));
    }
}
