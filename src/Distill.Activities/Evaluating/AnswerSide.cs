using System.Text.Json.Nodes;
using Distill.Core.Inference;
using Distill.Core.Samples;

namespace Distill.Activities.Evaluating;

/// <summary>The answers of one side of an evaluation, with what was measured of them. Not thread-safe.</summary>
internal sealed class AnswerSide
{
    private readonly Dictionary<string, string> _answers = new(StringComparer.Ordinal);
    private readonly List<double> _latencies = [];
    private readonly HashSet<string> _models = new(StringComparer.Ordinal);

    /// <summary>Answers there are.</summary>
    public long Answers => _answers.Count;

    /// <summary>Input tokens of them all.</summary>
    public long InputTokens { get; private set; }

    /// <summary>Output tokens of them all.</summary>
    public long OutputTokens { get; private set; }

    /// <summary>95th percentile of the latency in milliseconds; null when none was measured.</summary>
    public double? P95Ms => _latencies.Count == 0 ? null : LatencyHistogram.Of(_latencies).Percentile(0.95);

    /// <summary>The model that all answers name; null when there is none, or several.</summary>
    public string? Model => _models.Count == 1 ? _models.Single() : null;

    /// <summary>Takes an answer; a sample without one is passed over.</summary>
    public void Add(Sample sample)
    {
        if (sample.Answer is not { } answer)
        {
            return;
        }

        _answers[sample.Id] = answer;
        var (input, output) = SampleAnswers.TokensOf(sample);
        InputTokens += input;
        OutputTokens += output;
        if (SampleAnswers.LatencyOf(sample) is { } latency)
        {
            _latencies.Add(latency);
        }

        if (sample.Meta?["model"] is JsonValue value && value.TryGetValue<string>(out var model))
        {
            _models.Add(model);
        }
    }

    /// <summary>The answer to a sample, or null.</summary>
    public string? Find(string id) => _answers.GetValueOrDefault(id);
}
