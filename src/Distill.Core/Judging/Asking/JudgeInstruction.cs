using Distill.Core.Evaluation;
using Distill.Core.Inference;
using Distill.Core.Judging.Pairwise;
using Distill.Core.Judging.Rubrics;
using Distill.Core.Samples;

namespace Distill.Core.Judging.Asking;

/// <summary>How a judge is asked, and how its answers are read. Immutable and thread-safe.</summary>
public sealed class JudgeInstruction
{
    private const string CandidateScore = "c:";
    private const string BaselineScore = "b:";
    private const string CandidateFirst = "ab:";
    private const string BaselineFirst = "ba:";

    private readonly JudgeTemplate? _template;

    /// <summary>An instruction.</summary>
    /// <param name="mode">Scores, or comparisons.</param>
    /// <param name="rubric">Dimensions and scale of scores; a comparison asks for a verdict by each of its dimensions, in the same call as that on the whole. Null is the default one for scores, and one verdict on the whole for comparisons.</param>
    /// <param name="language">Language of the prompt; null takes Chinese for questions that hold Chinese, else English.</param>
    /// <param name="template">The user's own prompt, with placeholders as <see cref="JudgeTemplate"/> says; null takes the preset.</param>
    /// <exception cref="InvalidSettingException">A placeholder of the template is unknown, or the answer's is missing; or a comparison has a dimension <c>overall</c>.</exception>
    public JudgeInstruction(JudgeMode mode, Rubric? rubric = null, JudgeLanguage? language = null, string? template = null)
    {
        Mode = mode;
        Rubric = rubric;
        Dimensions = mode == JudgeMode.Pairwise && rubric is not null ? rubric.Dimensions : [];
        if (Dimensions.Any(dimension => dimension.Name == PairGroup.Overall))
        {
            throw new InvalidSettingException(
                $"A comparison always has a verdict '{PairGroup.Overall}' on the whole; give the dimension another name."
            );
        }

        Language = language;
        _template =
            template is null ? null
            : mode == JudgeMode.Pairwise ? JudgeTemplate.ForPairs(template)
            : JudgeTemplate.ForScores(template);
    }

    /// <summary>Scores, or comparisons.</summary>
    public JudgeMode Mode { get; }

    /// <summary>The rubric asked for, or null.</summary>
    public Rubric? Rubric { get; }

    /// <summary>The dimensions that answers are compared by beside the whole; empty for scores.</summary>
    public IReadOnlyList<RubricDimension> Dimensions { get; }

    /// <summary>The language, or null where the question decides.</summary>
    public JudgeLanguage? Language { get; }

    /// <summary>True when the prompt shows the reference, so that items without one cannot be judged.</summary>
    public bool NeedsReference => _template?.NeedsReference ?? false;

    /// <summary>The rubric that scores are read by.</summary>
    public Rubric ScoredBy => Rubric ?? Rubric.Default;

    /// <summary>The calls for an item: one for each answer, or one for each order.</summary>
    public IReadOnlyList<ChatCall> Calls(JudgeItem item) => [.. Keys(item).Select(key => new ChatCall(key + item.Id, Messages(item, key)))];

    /// <summary>The id of the item that one of its calls is for.</summary>
    /// <param name="recordId">The call's record id.</param>
    public static string ItemOf(string recordId)
    {
        ArgumentNullException.ThrowIfNull(recordId);
        foreach (var key in (string[])[CandidateScore, BaselineScore, CandidateFirst, BaselineFirst])
        {
            if (recordId.StartsWith(key, StringComparison.Ordinal))
            {
                return recordId[key.Length..];
            }
        }

        return recordId;
    }

    /// <summary>The calls that ask once more for verdicts that could not be read; empty when all could.</summary>
    /// <param name="item">The item.</param>
    /// <param name="given">The answers to its calls.</param>
    public IReadOnlyList<ChatCall> Retries(JudgeItem item, ShardInferenceResult given)
    {
        var retries = new List<ChatCall>();
        foreach (var key in Keys(item))
        {
            if (given.Answers.TryGetValue((key + item.Id, 0), out var answer) && ErrorOf(key, answer.Content) is { } error)
            {
                var again = JudgeRetry.Build(Messages(item, key), answer.Content, error, LanguageOf(item));
                retries.Add(new ChatCall(key + item.Id, again));
            }
        }

        return retries;
    }

    /// <summary>The verdicts on an item. What could not be read, or was refused, is invalid and says why.</summary>
    /// <param name="item">The item.</param>
    /// <param name="first">The answers to its calls.</param>
    /// <param name="second">The answers to its retries; null when nothing was asked again.</param>
    public JudgedAnswer Read(JudgeItem item, ShardInferenceResult first, ShardInferenceResult? second = null)
    {
        if (Mode == JudgeMode.Pairwise)
        {
            return new JudgedAnswer
            {
                Id = item.Id,
                CandidateFirst = Pair(CandidateFirst),
                BaselineFirst = Pair(BaselineFirst),
            };
        }

        return new JudgedAnswer
        {
            Id = item.Id,
            Candidate = Scores(CandidateScore),
            Baseline = item.Baseline is null ? null : Scores(BaselineScore),
        };

        PairVerdict Pair(string key)
        {
            var (text, refusal) = Given(key);
            return refusal is null ? PairDimensionParser.Parse(text, Dimensions) : new PairVerdict(null, null, refusal);
        }

        RubricVerdict Scores(string key)
        {
            var (text, refusal) = Given(key);
            return refusal is null
                ? RubricParser.Parse(text, ScoredBy)
                : new RubricVerdict(new Dictionary<string, int>(), null, null, refusal);
        }

        (string? Text, string? Refusal) Given(string key)
        {
            var call = (key + item.Id, 0);
            return (second?.Answers.GetValueOrDefault(call) ?? first.Answers.GetValueOrDefault(call)) is { } answer
                ? (answer.Content, null)
                : (null, $"refused: {first.Refusals.GetValueOrDefault(call)?.Reason ?? "no answer"}");
        }
    }

    private IEnumerable<string> Keys(JudgeItem item) =>
        (Mode, item.Baseline) switch
        {
            (JudgeMode.Pairwise, not null) => [CandidateFirst, BaselineFirst],
            (JudgeMode.Pairwise, null) => throw new ArgumentException($"The item '{item.Id}' has no answer to compare with.", nameof(item)),
            (_, null) => [CandidateScore],
            _ => [CandidateScore, BaselineScore],
        };

    private IReadOnlyList<Message> Messages(JudgeItem item, string key)
    {
        var (question, language) = (JudgeMaterial.Conversation(item.Prompt), LanguageOf(item));
        var (first, second) = key is CandidateFirst or CandidateScore ? (item.Candidate, item.Baseline) : (item.Baseline!, item.Candidate);
        return (Mode, _template) switch
        {
            (JudgeMode.Pairwise, null) => PairPrompt.Build(question, first, second!, item.Reference, language, Dimensions),
            (JudgeMode.Pairwise, { } own) => own.Build(
                question,
                first,
                second!,
                item.Reference,
                RubricPrompt.Criteria(Dimensions, language)
            ),
            (_, null) => RubricPrompt.Build(ScoredBy, question, first, item.Reference, language),
            (_, { } own) => own.Build(ScoredBy, question, first, item.Reference, language),
        };
    }

    private string? ErrorOf(string key, string text) =>
        key is CandidateFirst or BaselineFirst ? PairVerdictParser.Parse(text).Error : RubricParser.Parse(text, ScoredBy).Error;

    private JudgeLanguage LanguageOf(JudgeItem item) => Language ?? JudgeLanguages.Of(item.Prompt);
}
