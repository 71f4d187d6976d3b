using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Cli.Failures;

namespace Distill.Cli.Export;

/// <summary>LLaMA-Factory's <c>dataset_info.json</c>: other entries stay.</summary>
internal static class DatasetInfoFile
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Adds or replaces the entry of a data file, named as the file is.</summary>
    /// <param name="dataPath">The data file.</param>
    /// <param name="entry">Its description.</param>
    /// <returns>The path of the info.</returns>
    /// <exception cref="CliException">A dataset_info.json is there that is no JSON object.</exception>
    public static string Add(string dataPath, string entry)
    {
        var path = Path.Combine(Path.GetDirectoryName(dataPath) ?? "", "dataset_info.json");
        var info = File.Exists(path) ? Read(path) : [];
        info[Path.GetFileNameWithoutExtension(dataPath)] = JsonNode.Parse(entry);
        File.WriteAllText(path, info.ToJsonString(Readable) + "\n");
        return path;
    }

    private static JsonObject Read(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(path)) as JsonObject ?? throw new JsonException("It is not an object.");
        }
        catch (JsonException wrong)
        {
            throw CliException.Failed($"the file cannot be added to: {wrong.Message}", path, "mend or remove it", wrong);
        }
    }
}
