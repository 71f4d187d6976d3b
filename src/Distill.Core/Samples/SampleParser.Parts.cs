using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Distill.Core.Datasets;
using Distill.Core.Samples.Json;

namespace Distill.Core.Samples;

/// <summary>Labels, scores, feedback and meta.</summary>
internal ref partial struct SampleParser
{
    private bool ReadPart(string field, out JsonPart? part)
    {
        part = null;
        switch (_scanner.Peek())
        {
            case (byte)'n':
                return _scanner.Literal("null"u8);
            case (byte)'{':
                break;
            default:
                return Fail(RejectReasons.InvalidField, "An object is wanted.", field);
        }

        if (!SkipChecked(1, out var range, out var traits))
        {
            return false;
        }

        // Half a pair fails the line anyway, and must not reach the reader of trees.
        part =
            traits.Loose || traits.NamesSource
                ? JsonPart.Of(_scanner.HalfPair ? [] : (JsonObject)Node(range)!)
                : new JsonPart(_utf8[range].ToArray());
        return true;
    }

    private bool ReadLabels()
    {
        _labels = null;
        if (!EnterMap("labels", out var entered))
        {
            return false;
        }

        var first = true;
        while (entered && _scanner.NextKey(ref first, out var key))
        {
            if (!ReadText(key, out var name) || !ReadLabel(name!))
            {
                return false;
            }
        }

        return _scanner.Fault is null;
    }

    private bool ReadLabel(string name)
    {
        switch (_scanner.Peek())
        {
            case (byte)'"':
                if (!_scanner.ReadString(out var slice) || !ReadText(slice, out var text))
                {
                    return false;
                }

                (_labels ??= [])[name] = text!;
                return true;
            case (byte)'{' or (byte)'[':
                return Fail(RejectReasons.InvalidField, "A label is a text, a number or a truth value.", $"labels.{name}");
            default:
                if (!SkipChecked(2, out var value, out _))
                {
                    return false;
                }

                // Of a repeated name the last counts, and null means that there is none.
                _ = _labels?.Remove(name);
                if (!_utf8[value].SequenceEqual("null"u8))
                {
                    (_labels ??= [])[name] = Encoding.ASCII.GetString(_utf8[value]);
                }

                return true;
        }
    }

    private bool ReadScores()
    {
        _scores = null;
        if (!EnterMap("scores", out var entered))
        {
            return false;
        }

        var first = true;
        while (entered && _scanner.NextKey(ref first, out var key))
        {
            if (!ReadText(key, out var name) || !SkipChecked(2, out var value, out _))
            {
                return false;
            }

            _ = _scores?.Remove(name!);
            var number = _utf8[value];
            if (
                number[0] is (byte)'-' or (>= (byte)'0' and <= (byte)'9')
                && Utf8Parser.TryParse(number, out double score, out _)
                && double.IsFinite(score)
            )
            {
                (_scores ??= [])[name!] = score;
            }
            else if (!number.SequenceEqual("null"u8))
            {
                return Fail(RejectReasons.InvalidField, "A score is a finite number.", $"scores.{name}");
            }
        }

        return _scanner.Fault is null;
    }

    // Null stands for an empty one.
    private bool EnterMap(string field, out bool entered)
    {
        entered = _scanner.Peek() == (byte)'{';
        if (entered)
        {
            _scanner.Take();
            return true;
        }

        return _scanner.Peek() == (byte)'n' ? _scanner.Literal("null"u8) : Fail(RejectReasons.InvalidField, "An object is wanted.", field);
    }

    private readonly JsonPart? MetaWithUnknown()
    {
        if (_unknown is null || _scanner.HalfPair)
        {
            return _meta;
        }

        var result = _meta?.Node ?? [];
        foreach (var (name, value) in _unknown)
        {
            // A field of both names: neither is lost.
            result[_meta is not null && result.ContainsKey(name) ? "top." + name : name] = Node(value);
        }

        return JsonPart.Of(result);
    }

    private readonly JsonNode? Node(Range range)
    {
        var reader = new Utf8JsonReader(_utf8[range], JsonLine.ReaderOptions);
        _ = reader.Read();
        return JsonNodes.Read(ref reader);
    }
}
