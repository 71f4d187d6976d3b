using System.Text.Json.Nodes;

namespace Distill.Core.Formats;

/// <summary>A record whose fields a mapping can name.</summary>
internal interface IFieldLookup
{
    /// <summary>The text of a field.</summary>
    FieldText Find(string field);

    /// <summary>The value of a field as it is kept under <c>meta</c>; null when absent.</summary>
    JsonNode? FindNode(string field);

    /// <summary>Names of the record's own fields.</summary>
    IEnumerable<string> Names { get; }
}
