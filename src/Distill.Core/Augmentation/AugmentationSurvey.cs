using Distill.Core.Dedup;
using Distill.Core.Inference.Pacing;
using Distill.Core.Samples;

namespace Distill.Core.Augmentation;

/// <summary>First reading of the training rows: their classes and what their prompts have in common. Keeps no row but the detector's sample. Not thread-safe.</summary>
public sealed class AugmentationSurvey
{
    // An answer of unknown length: a class name with some form around it.
    private const double UnknownAnswerTokens = 32;

    private readonly SampleClasses _classes;
    private readonly TemplateDetector _detector = new();
    private readonly Dictionary<string, Sums> _sums = new(StringComparer.Ordinal);

    /// <summary>A survey by these classes.</summary>
    public AugmentationSurvey(SampleClasses classes) => _classes = classes;

    /// <summary>Takes note of a row.</summary>
    /// <returns>False when it has no user turn, so that it can be no seed.</returns>
    public bool Add(Sample sample)
    {
        if (AugmentationSubject.TurnOf(sample) is not { } turn)
        {
            return false;
        }

        _detector.Add(turn);
        var label = _classes.Of(sample) ?? "";
        var sums = _sums.GetValueOrDefault(label) ?? (_sums[label] = new Sums());
        sums.Rows++;
        sums.Turn += Tokens(turn);
        sums.Prompt += TokenEstimate.OfInput(sample.Prompt);
        if (sample.Answer is { } answer)
        {
            sums.Answers++;
            sums.Answer += Tokens(answer);
        }

        return true;
    }

    /// <summary>What the rows have in common, as known so far.</summary>
    public AugmentationSubject Subject() => new(_detector.Detect());

    /// <summary>The classes so far.</summary>
    public IReadOnlyList<ClassSize> Classes()
    {
        var template = Subject().Template;
        var common = Tokens(template.Prefix) + Tokens(template.Suffix);
        return
        [
            .. _sums.Select(pair => new ClassSize(
                pair.Key,
                pair.Value.Rows,
                Math.Max(1, ((double)pair.Value.Turn / pair.Value.Rows) - common),
                (double)pair.Value.Prompt / pair.Value.Rows,
                pair.Value.Answers == 0 ? UnknownAnswerTokens : (double)pair.Value.Answer / pair.Value.Answers
            )),
        ];
    }

    /// <summary>Tokens of a text by the estimate that paces calls, without the frame of a conversation.</summary>
    internal static int Tokens(string text) => TokenEstimate.OfInput([Message.User(text)]) - TokenEstimate.OfInput([Message.User("")]);

    private sealed class Sums
    {
        public long Rows { get; set; }
        public long Turn { get; set; }
        public long Prompt { get; set; }
        public long Answer { get; set; }
        public long Answers { get; set; }
    }
}
