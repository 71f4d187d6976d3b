using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Distill.LocalHost.Hosting.Configuration;

/// <summary>Reads a YAML file as settings: nested keys joined by colons, list items by index.</summary>
internal sealed class YamlSettings
{
    private readonly string file;
    private readonly Dictionary<string, string?> settings = new(StringComparer.OrdinalIgnoreCase);

    private YamlSettings(string file)
    {
        this.file = file;
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="LocalHostException">It cannot be read, or is not a mapping of settings; the message has file and line.</exception>
    public static IReadOnlyDictionary<string, string?> Read(string file)
    {
        try
        {
            using var text = new StreamReader(file);
            return Parse(file, text);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new LocalHostException($"The configuration file '{file}' cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>Reads text; <paramref name="file"/> is named in messages.</summary>
    public static IReadOnlyDictionary<string, string?> Parse(string file, TextReader text)
    {
        var reader = new YamlSettings(file);
        var stream = new YamlStream();
        try
        {
            stream.Load(text);
        }
        catch (YamlException failure)
        {
            throw reader.Error(failure.End, failure.InnerException?.Message ?? failure.Message, failure);
        }
        catch (InvalidOperationException failure)
        {
            // How the parser takes some lists and groups that are not closed; it knows no place then.
            throw new LocalHostException($"{file}: A list or group is not closed.", failure);
        }

        if (stream.Documents.Count > 1)
        {
            throw reader.Error(stream.Documents[1].RootNode.Start, "Only one document is allowed.");
        }

        if (stream.Documents.Count == 1 && !IsNull(stream.Documents[0].RootNode))
        {
            reader.AddRoot(stream.Documents[0].RootNode);
        }

        return reader.settings;
    }

    private void AddRoot(YamlNode root)
    {
        if (root is not YamlMappingNode mapping)
        {
            throw Error(root.Start, "Settings are 'key: value' lines; this is none.");
        }

        AddMapping("", mapping);
    }

    private void Add(string key, YamlNode node)
    {
        switch (node)
        {
            case YamlMappingNode mapping:
                AddMapping(key + ":", mapping);
                break;
            case YamlSequenceNode sequence:
                for (var index = 0; index < sequence.Children.Count; index++)
                {
                    Add($"{key}:{index}", sequence.Children[index]);
                }

                break;
            default:
                AddValue(key, node);
                break;
        }
    }

    private void AddMapping(string prefix, YamlMappingNode mapping)
    {
        foreach (var (name, value) in mapping.Children)
        {
            if (name is not YamlScalarNode { Value: { Length: > 0 } text })
            {
                throw Error(name.Start, "A key must be plain text.");
            }

            if (text == "<<")
            {
                throw Error(name.Start, "Merge keys (<<) are not supported; write the keys out.");
            }

            Add(prefix + text, value);
        }
    }

    private void AddValue(string key, YamlNode node)
    {
        if (!settings.TryAdd(key, IsNull(node) ? null : ((YamlScalarNode)node).Value))
        {
            throw Error(node.Start, $"The key '{key}' is there twice; letter case makes no difference.");
        }
    }

    private static bool IsNull(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" or "Null" or "NULL" };

    private LocalHostException Error(Mark at, string what, Exception? cause = null) => new($"{file}:{at.Line}: {what}", cause);
}
