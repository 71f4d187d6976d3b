using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Distill.Core.Runs.Specs;

/// <summary>Collects the _errors of one document and knows where each field stands in it.</summary>
/// <param name="file">Name of the document for messages.</param>
internal sealed class SpecDiagnostics(string file)
{
    private readonly Dictionary<string, YamlNode> _nodes = new(StringComparer.Ordinal);
    private readonly List<SpecError> _errors = [];

    /// <summary>The _errors in the order of the document.</summary>
    public IReadOnlyList<SpecError> Errors => [.. _errors.OrderBy(error => error.Line).ThenBy(error => error.Column)];

    /// <summary>Remembers where a field stands.</summary>
    public void Locate(string field, YamlNode node) => _nodes[field] = node;

    /// <summary>Adds an error at a node.</summary>
    public void Add(YamlNode node, string field, string message, string remedy)
    {
        // A node that an override put in has no place in the file.
        var place = node.Start.Equals(Mark.Empty) ? "(override)" : file;
        _errors.Add(new SpecError(place, node.Start.Line, node.Start.Column, field, message, remedy));
    }

    /// <summary>Adds an error at a field, or at the nearest parent that stands in the document.</summary>
    public void Add(string field, string message, string remedy)
    {
        var at = field;
        while (!_nodes.ContainsKey(at))
        {
            at = at[..Math.Max(0, at.LastIndexOfAny(['.', '[']))];
        }

        Add(_nodes[at], field, message, remedy);
    }
}
