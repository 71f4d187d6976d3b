using Distill.Core.Evaluation;
using Distill.Core.Inference;
using Distill.Core.Judging;
using Distill.Core.Models;
using Distill.Core.Samples;

namespace Distill.Activities.Measuring;

/// <summary>One model's answers to the test set: texts, values, scores, latencies, sizes.</summary>
internal sealed class ModelAnswers(ModelEntry model, AnswerExtractor? extractor)
{
    private readonly Dictionary<string, GivenAnswer> _answers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _scores = new(StringComparer.Ordinal);
    private readonly List<double> _latencies = [];
    private long _inputTokens;
    private long _outputTokens;

    /// <summary>True when the judge has scored any of them.</summary>
    public bool IsJudged => _scores.Count > 0;

    /// <summary>Takes an answer.</summary>
    public void Add(Sample sample)
    {
        var text = sample.Answer ?? "";
        _answers[sample.Id] = new GivenAnswer(text, extractor is null ? text : extractor.Extract(text).Value);
        var (input, output) = SampleAnswers.TokensOf(sample);
        _inputTokens += input;
        _outputTokens += output;
        if (SampleAnswers.LatencyOf(sample) is { } latency)
        {
            _latencies.Add(latency);
        }
    }

    /// <summary>Takes a judged answer's score.</summary>
    public void AddScore(string id, double score) => _scores[id] = score;

    /// <summary>The answer to a sample; null when the model gave none.</summary>
    public GivenAnswer? Find(string id) => _answers.GetValueOrDefault(id);

    /// <summary>The judge's score of a sample; null when there is none.</summary>
    public double? ScoreOf(string id) => _scores.TryGetValue(id, out var score) ? score : null;

    /// <summary>What was measured, by exact match or by the judge.</summary>
    public ModelMeasurement Measure(ModelMeasurement named, IReadOnlyList<TestSample> test, bool byLabel)
    {
        var judge = IsJudged ? JudgeSummary.Of(_scores.Values.Select(score => new JudgeVerdict((int)score, null, null))) : null;
        var classification = byLabel
            ? ClassificationReport.Of(
                ConfusionMatrix.Of(
                    test.Where(sample => sample.Expected is not null).Select(sample => (sample.Expected!, Find(sample.Id)?.Value))
                )
            )
            : null;
        var latency = LatencyHistogram.Of(_latencies);
        return named with
        {
            Quality = byLabel ? classification!.Accuracy : judge?.Mean,
            Classification = classification,
            Judge = judge,
            Samples = test.Count,
            P50Ms = latency.Count == 0 ? null : latency.Percentile(0.5),
            P95Ms = latency.Count == 0 ? null : latency.Percentile(0.95),
            CostPerThousand = RequestPrice.PerThousand(model, _answers.Count, _inputTokens, _outputTokens),
        };
    }
}
