using System.Text.Json.Nodes;
using Distill.Core.Dedup;
using Distill.Core.Samples;

namespace Distill.Core.Operators;

/// <summary><c>exact_dedup</c>: of samples with the same normalised prompt the first survives. Remembers 16 bytes and an id for each survivor.</summary>
internal sealed class ExactDedup(bool withAnswer) : IDeduplicator
{
    private readonly Dictionary<UInt128, string> _survivors = [];

    public static OperatorDescriptor Descriptor { get; } =
        new(
            "exact_dedup",
            OperatorKind.Deduplicator,
            "Keeps the first of the samples whose prompts are equal after normalisation; detail.kept names it.",
            [OperatorParameter.Choice("by", ["prompt", "prompt_and_answer"], "What must be equal.")],
            (arguments, _) => new ExactDedup(arguments.Choice("by") == "prompt_and_answer")
        );

    public string Name => Descriptor.Name;

    public bool NeedsSurvey => false;

    public void Survey(Sample sample) { }

    public Drop? Judge(Sample sample)
    {
        var text = PromptText.Of(sample);
        var key = PromptHash.Of(withAnswer ? $"{text}\n\u0001{sample.Answer}" : text);
        return _survivors.TryAdd(key, sample.Id) ? null : new Drop("duplicate", new JsonObject { ["kept"] = _survivors[key] });
    }

    public void Rewind() => _survivors.Clear();
}
