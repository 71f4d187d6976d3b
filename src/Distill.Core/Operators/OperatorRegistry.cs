namespace Distill.Core.Operators;

/// <summary>The operators by name. Immutable and thread-safe.</summary>
public sealed class OperatorRegistry
{
    private readonly Dictionary<string, OperatorDescriptor> _descriptors;

    /// <summary>A registry of these operators.</summary>
    /// <exception cref="ArgumentException">Two have the same name.</exception>
    public OperatorRegistry(IEnumerable<OperatorDescriptor> descriptors) =>
        _descriptors = descriptors.ToDictionary(descriptor => descriptor.Name, StringComparer.Ordinal);

    /// <summary>The operators of the product. A new one is registered here.</summary>
    public static OperatorRegistry Default { get; } =
        new([
            WhitespaceNormalization.Descriptor,
            UnicodeNormalization.Descriptor,
            TextLengthFilter.Descriptor,
            AnswerPresentFilter.Descriptor,
            TruncationFilter.Descriptor,
            RefusalFilter.Descriptor,
            AnswerFormatFilter.Descriptor,
            PiiMask.Descriptor,
            LabelConflictFilter.Descriptor,
            ExactDedup.Descriptor,
        ]);

    /// <summary>All operators, by name.</summary>
    public IReadOnlyCollection<OperatorDescriptor> Descriptors => _descriptors.Values;

    /// <summary>The operator of a name, or null with a message that names those known.</summary>
    public OperatorDescriptor? Find(string name, out string message)
    {
        message = _descriptors.ContainsKey(name)
            ? ""
            : $"There is no operator '{name}'{NearestName.Suggest(name, _descriptors.Keys)} Known: {string.Join(", ", _descriptors.Keys.Order(StringComparer.Ordinal))}.";
        return _descriptors.GetValueOrDefault(name);
    }
}
