using Distill.Core.Normalization;
using Distill.Core.Operators.Deduplicators;
using Distill.Core.Operators.Filters;
using Distill.Core.Operators.Mappers;
using Distill.Core.Operators.Privacy;

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
            FixUnicode.Descriptor,
            UnicodeNormalization.Descriptor,
            TraditionalToSimplified.Descriptor,
            PunctuationNormalization.Descriptor,
            EmojiRemoval.Descriptor,
            CleanHtml.Descriptor,
            CleanLinks.Descriptor,
            CleanCopyright.Descriptor,
            RemoveIdentifiers.Descriptor,
            RemoveRepeatedSentences.Descriptor,
            WhitespaceNormalization.Descriptor,
            TextLengthFilter.Descriptor,
            WordCountFilter.Descriptor,
            TokenCountFilter.Descriptor,
            CharacterRepetitionFilter.Descriptor,
            WordRepetitionFilter.Descriptor,
            SpecialCharactersFilter.Descriptor,
            FlaggedWordsFilter.Descriptor,
            LanguageFilter.Descriptor,
            AnswerPresentFilter.Descriptor,
            TruncationFilter.Descriptor,
            RefusalFilter.Descriptor,
            PromptAnswerMismatchFilter.Descriptor,
            InstructionFollowingFilter.Descriptor,
            JsonValidityFilter.Descriptor,
            JsonSchemaFilter.Descriptor,
            MarkdownValidityFilter.Descriptor,
            AnswerFormatFilter.Descriptor,
            ScoreFilter.Descriptor,
            PiiMask.Descriptor,
            LabelConflictFilter.Descriptor,
            Decontamination.Descriptor,
            ExactDedup.Descriptor,
            MinHashDedup.Descriptor,
            SimHashDedup.Descriptor,
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
