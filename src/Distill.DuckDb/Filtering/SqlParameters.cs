using System.Text.Json;

namespace Distill.DuckDb.Filtering;

/// <summary>Collects the parameters of a statement.</summary>
internal sealed class SqlParameters
{
    private readonly List<object> _values = [];

    /// <summary>The values so far.</summary>
    public IReadOnlyList<object> Values => _values;

    /// <summary>Adds a value; returns the expression that stands for it.</summary>
    public string Add(object value)
    {
        // The driver ends texts at a NUL character; as JSON it is an escape.
        var hasNul = value is string text && text.Contains('\0', StringComparison.Ordinal);
        _values.Add(hasNul ? JsonSerializer.Serialize(value) : value);
        var name = $"${_values.Count}";
        return value switch
        {
            string => hasNul ? $"json_extract_string({name}, '$')" : name,
            // A bare parameter takes the type of the other side: 4.5 beside an integer would become 4.
            double => $"CAST({name} AS DOUBLE)",
            long => $"CAST({name} AS BIGINT)",
            _ => name,
        };
    }
}
