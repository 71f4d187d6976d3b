using System.Text.Json;

namespace Distill.Core.Formats.LlamaFactory;

/// <summary>What an entry of LLaMA-Factory's <c>dataset_info.json</c> says of a data file. Immutable.</summary>
public sealed record LlamaFactoryDataset
{
    private const string ShareGpt = "sharegpt";

    /// <summary>Name of the entry.</summary>
    public required string Name { get; init; }

    /// <summary><c>alpaca</c>, the default there, or <c>sharegpt</c>.</summary>
    public string Formatting { get; init; } = "alpaca";

    /// <summary>Column of the file by LLaMA-Factory's name of the part, for example <c>messages</c> or <c>kto_tag</c>.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>Names within a message by LLaMA-Factory's name, for example <c>role_tag</c> or <c>user_tag</c>.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>True when messages lie in a list, false when the parts are fields.</summary>
    public bool IsConversation => Formatting == ShareGpt;

    /// <summary>Finds the entry of a data file.</summary>
    /// <param name="info">The content of <c>dataset_info.json</c>.</param>
    /// <param name="fileName">Name of the data file.</param>
    /// <returns>Null when no entry names the file.</returns>
    /// <exception cref="ImportException">The info is no JSON object.</exception>
    public static LlamaFactoryDataset? Find(ReadOnlyMemory<byte> info, string fileName)
    {
        try
        {
            using var document = JsonDocument.Parse(info);
            foreach (var entry in document.RootElement.EnumerateObject())
            {
                if (RecordFields.Find(entry.Value, "file_name") is { ValueKind: JsonValueKind.String } name && name.ValueEquals(fileName))
                {
                    return Read(entry);
                }
            }

            return null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new ImportException("dataset_info.json", $"it is not a JSON object of datasets: {exception.Message}");
        }
    }

    private static LlamaFactoryDataset Read(JsonProperty entry)
    {
        var formatting = RecordFields.Find(entry.Value, "formatting");
        var result = new LlamaFactoryDataset
        {
            Name = entry.Name,
            Columns = Texts(RecordFields.Find(entry.Value, "columns")),
            Tags = Texts(RecordFields.Find(entry.Value, "tags")),
        };
        return formatting.ValueKind == JsonValueKind.String ? result with { Formatting = formatting.GetString()! } : result;
    }

    private static Dictionary<string, string> Texts(JsonElement names)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        if (names.ValueKind == JsonValueKind.Object)
        {
            foreach (var name in names.EnumerateObject().Where(name => name.Value.ValueKind == JsonValueKind.String))
            {
                result[name.Name] = name.Value.GetString()!;
            }
        }

        return result;
    }
}
