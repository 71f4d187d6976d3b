using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Distill.Core.Dedup;
using Distill.Core.Samples;

namespace Distill.Core.Operators.Deduplicators;

/// <summary><c>exact_dedup</c>: of samples with the same normalised text the first survives. Remembers about 50 bytes and an id for each survivor.</summary>
internal sealed class ExactDedup(DedupPart part) : IPreparedDeduplicator
{
    private readonly DigestMap _survivors = new();
    private readonly IdList _ids = new();

    public static OperatorDescriptor Descriptor { get; } =
        new(
            "exact_dedup",
            OperatorKind.Deduplicator,
            "Keeps the first of the samples whose texts are equal after normalisation; detail.kept names it.",
            [PartParameter.Of(DedupPart.Prompt, DedupPart.PromptAndAnswer, DedupPart.Answer)],
            (arguments, _) => new ExactDedup(PartParameter.Read(arguments))
        );

    public string Name => Descriptor.Name;

    public bool NeedsSurvey => false;

    public object? Prepare(Sample sample) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(FoldedSample.Of(sample, part)));

    public void Survey(Sample sample, object? prepared) { }

    public Drop? Judge(Sample sample, object? prepared)
    {
        if (_survivors.TryAdd((UInt128)prepared!, _ids.Count, out var survivor))
        {
            _ids.Add(sample.Id);
            return null;
        }

        return new Drop("duplicate", new JsonObject { ["kept"] = _ids[(int)survivor] });
    }

    public void Rewind()
    {
        _survivors.Clear();
        _ids.Clear();
    }
}
