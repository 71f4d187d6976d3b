using Distill.Cli.Failures;
using Distill.Core.Formats;

namespace Distill.Cli.Import;

/// <summary>Reads <c>--map</c>: which column or JSON path becomes which part of a sample.</summary>
internal static class MappingOptions
{
    private const string Remedy =
        "write PART=FIELD; parts are prompt, template, response, system, id, label.NAME and meta.NAME, for example --map prompt=sentence --map label.gold=label";

    /// <summary>The mapping, or null when nothing is mapped.</summary>
    /// <exception cref="CliException">A mapping is malformed or names an unknown part.</exception>
    public static FieldMapping? Parse(IReadOnlyList<string> maps)
    {
        if (maps.Count == 0)
        {
            return null;
        }

        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        var meta = new Dictionary<string, string>(StringComparer.Ordinal);
        var mapping = new FieldMapping();
        foreach (var map in maps)
        {
            var at = map.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || at == map.Length - 1)
            {
                throw CliException.Usage($"'{map}' maps nothing", "--map", Remedy);
            }

            mapping = Apply(mapping, map[..at], map[(at + 1)..], labels, meta);
        }

        return mapping with
        {
            Labels = labels,
            Meta = meta.Count > 0 ? meta : null,
        };
    }

    private static FieldMapping Apply(
        FieldMapping mapping,
        string part,
        string field,
        Dictionary<string, string> labels,
        Dictionary<string, string> meta
    )
    {
        switch (part)
        {
            case "prompt":
                return mapping with { Prompt = field };
            case "template":
                return mapping with { Template = field };
            case "response":
                return mapping with { Response = field };
            case "system":
                return mapping with { System = field };
            case "id":
                return mapping with { Id = field };
        }

        var (group, name) = part.Split('.', 2) is [var before, { Length: > 0 } after] ? (before, after) : (part, "");
        var target = group switch
        {
            "label" => labels,
            "meta" => meta,
            _ => null,
        };
        if (target is null || name.Length == 0)
        {
            throw CliException.Usage($"'{part}' is no part of a sample", "--map", Remedy);
        }

        target[name] = field;
        return mapping;
    }
}
