namespace Distill.Core.Operators.Privacy;

/// <summary>Numbered placeholders such as <c>[EMAIL_1]</c>: the same value has the same one throughout a sample. One instance a sample; not thread-safe.</summary>
internal sealed class PiiPlaceholders : PiiReplacement
{
    private readonly Dictionary<(PiiKind Kind, string Value), string> _known = [];
    private readonly int[] _counts = new int[PiiKinds.Names.Count];

    public override string Of(PiiKind kind, ReadOnlySpan<char> value)
    {
        var key = (kind, Identity(kind, value));
        if (!_known.TryGetValue(key, out var placeholder))
        {
            _known[key] = placeholder = $"[{PiiKinds.Label(kind)}_{++_counts[(int)kind]}]";
        }

        return placeholder;
    }
}
