using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Distill.Core.Runs.Specs;

/// <summary>A path to a field of a spec: names joined by dots, list entries by index in brackets.</summary>
internal sealed class SpecPath
{
    private readonly string _text;
    private readonly IReadOnlyList<object> _steps;

    private SpecPath(string text, IReadOnlyList<object> steps)
    {
        _text = text;
        _steps = steps;
    }

    /// <summary>Reads a path.</summary>
    /// <exception cref="ArgumentException">The text is no path.</exception>
    public static SpecPath Parse(string text)
    {
        var steps = new List<object>();
        foreach (var part in text.Split('.'))
        {
            var pieces = part.Split('[');
            steps.Add(pieces[0].Length > 0 ? pieces[0] : throw Wrong(text));
            foreach (var piece in pieces.Skip(1))
            {
                var isIndex = int.TryParse(piece.TrimEnd(']'), NumberStyles.None, CultureInfo.InvariantCulture, out var index);
                steps.Add(isIndex && piece.EndsWith(']') ? index : throw Wrong(text));
            }
        }

        return new SpecPath(text, steps);
    }

    /// <summary>Puts a value at the path.</summary>
    public void Set(YamlMappingNode root, YamlNode value)
    {
        YamlNode node = root;
        foreach (var step in _steps.SkipLast(1))
        {
            node = Child(node, step) ?? Make(node, step);
        }

        switch (node, _steps[^1])
        {
            case (YamlMappingNode mapping, string name):
                mapping.Children[new YamlScalarNode(name)] = value;
                break;
            case (YamlSequenceNode sequence, int index) when index < sequence.Children.Count:
                sequence.Children[index] = value;
                break;
            default:
                throw Wrong(_text);
        }
    }

    /// <summary>Takes the value at the path away.</summary>
    public void Remove(YamlMappingNode root)
    {
        YamlNode? node = root;
        foreach (var step in _steps.SkipLast(1))
        {
            node = node is null ? null : Child(node, step);
        }

        if (node is YamlMappingNode mapping && _steps[^1] is string name)
        {
            mapping.Children.Remove(new YamlScalarNode(name));
        }
    }

    private static YamlNode? Child(YamlNode node, object step) =>
        (node, step) switch
        {
            (YamlMappingNode mapping, string name) => mapping.Children.TryGetValue(new YamlScalarNode(name), out var child) ? child : null,
            (YamlSequenceNode sequence, int index) => sequence.Children.ElementAtOrDefault(index),
            _ => null,
        };

    private YamlMappingNode Make(YamlNode node, object step)
    {
        if (node is not YamlMappingNode mapping || step is not string name)
        {
            throw Wrong(_text);
        }

        var child = new YamlMappingNode();
        mapping.Children[new YamlScalarNode(name)] = child;
        return child;
    }

    private static ArgumentException Wrong(string text) =>
        new($"'{text}' leads to no field of the spec; write it like source.file or students[0].epochs.", nameof(text));
}
