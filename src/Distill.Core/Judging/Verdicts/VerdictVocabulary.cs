using Distill.Core.Judging.Pairwise;
using Distill.Core.Normalization;

namespace Distill.Core.Judging.Verdicts;

/// <summary>What the words of verdict files mean.</summary>
internal sealed class VerdictVocabulary(VerdictFileOptions options)
{
    // A longer text, or a JSON object, is a judge's answer, to be parsed as one.
    private const int LongestWord = 32;

    private readonly Dictionary<string, string> _values = options
        .Values.GroupBy(pair => TextKey.Of(pair.Key), StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.Ordinal);

    /// <summary>True for AB, false for BA, null for an unknown word; a file without orders shows the candidate first.</summary>
    public bool? CandidateFirst(string? text)
    {
        var key = TextKey.Of(text ?? "");
        return _values.GetValueOrDefault(key, key) switch
        {
            "" or "ab" or "a,b" or "a-b" or "1" or "g1" or "first" or "forward" or "original" or "normal" or "candidate_first" or "false" =>
                true,
            "ba"
            or "b,a"
            or "b-a"
            or "2"
            or "g2"
            or "second"
            or "backward"
            or "reverse"
            or "reversed"
            or "swap"
            or "swapped"
            or "baseline_first"
            or "true" => false,
            _ => null,
        };
    }

    /// <summary>True when a verdict names a place rather than an answer.</summary>
    public static bool IsPlace(string? text) => PairVerdictParser.Token(text) is PairPreference.First or PairPreference.Second;

    /// <summary>The outcome that a verdict means, or null for an unknown word.</summary>
    public PairOutcome? Verdict(string? text, bool candidateFirst, string? candidate, string? baseline)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return PairOutcome.Invalid;
        }

        var outcome = Word(text, options.VerdictByModel || candidateFirst, candidate, baseline);
        return outcome is null && (text.Length > LongestWord || text.AsSpan().TrimStart().StartsWith("{"))
            ? PairJudgement.Outcome(PairVerdictParser.Parse(text).Preference, candidateFirst)
            : outcome;
    }

    /// <summary>The outcome that a human vote means, or null for an unknown word.</summary>
    public PairOutcome? Gold(string text, bool candidateFirst, string? candidate, string? baseline) =>
        Word(text, !options.GoldByPlace || candidateFirst, candidate, baseline);

    private PairOutcome? Word(string text, bool candidateFirst, string? candidate, string? baseline)
    {
        var key = TextKey.Of(text);
        if (!_values.TryGetValue(key, out var meaning))
        {
            // Where a model's own name is the verdict, nothing else can be meant.
            meaning =
                candidate is not null && key == TextKey.Of(candidate) ? "candidate"
                : baseline is not null && key == TextKey.Of(baseline) ? "baseline"
                : key;
        }

        return meaning switch
        {
            "candidate" or "model_1" or "model_a" or "model 1" or "model a" or "model1" or "modela" or "good" or "win" or "chosen" =>
                PairOutcome.Good,
            "baseline"
            or "model_2"
            or "model_b"
            or "model 2"
            or "model b"
            or "model2"
            or "modelb"
            or "bad"
            or "loss"
            or "lose"
            or "rejected" => PairOutcome.Bad,
            "error" or "invalid" or "null" or "nan" or "n/a" => PairOutcome.Invalid,
            "tie (inconsistent)" => PairOutcome.Same,
            _ => PairVerdictParser.Token(meaning) is { } preference ? PairJudgement.Outcome(preference, candidateFirst) : null,
        };
    }
}
