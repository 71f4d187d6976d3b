using System.Text.Json.Nodes;
using Distill.Core.Dedup;
using Distill.Core.Dedup.SimHash;
using Distill.Core.Samples;

namespace Distill.Core.Operators.Deduplicators;

/// <summary><c>simhash_dedup</c>: of samples whose SimHash fingerprints differ in few bits the first survives.</summary>
/// <remarks>
/// The default of 4 bits is the strict end of the range that Qianfan's cleaning offers (4 to 6): each further bit finds more, and more that is not meant.
/// A fingerprint says less of a short text, so prefer <c>minhash_dedup</c> there.
/// </remarks>
internal sealed class SimHashDedup(DedupPart part, int distance) : IPreparedDeduplicator
{
    private readonly FingerprintIndex _index = new(distance);
    private readonly IdList _ids = new();

    public static OperatorDescriptor Descriptor { get; } =
        new(
            "simhash_dedup",
            OperatorKind.Deduplicator,
            "Keeps the first of the samples whose 64-bit SimHash fingerprints differ in few bits; detail names the survivor and the distance.",
            [
                PartParameter.Of(DedupPart.PromptAndAnswer, DedupPart.Prompt, DedupPart.Answer),
                OperatorParameter.Integer("distance", 4, 0, 8, "Most bits in which near-duplicates differ; 4 to 6 is usual."),
            ],
            (arguments, _) => new SimHashDedup(PartParameter.Read(arguments), arguments.Integer("distance"))
        );

    public string Name => Descriptor.Name;

    public bool NeedsSurvey => false;

    public object? Prepare(Sample sample) => SimHasher.Fingerprint(FoldedSample.Of(sample, part));

    public void Survey(Sample sample, object? prepared) { }

    public Drop? Judge(Sample sample, object? prepared)
    {
        // An empty text resembles nothing.
        if (prepared is not ulong fingerprint)
        {
            return null;
        }

        if (_index.Find(fingerprint) is var (survivor, bits))
        {
            return new Drop(
                "near_duplicate",
                new JsonObject
                {
                    ["kept"] = _ids[survivor],
                    ["distance"] = bits,
                    ["cluster"] = survivor + 1,
                }
            );
        }

        _index.Add(fingerprint);
        _ids.Add(sample.Id);
        return null;
    }

    public void Rewind()
    {
        _index.Clear();
        _ids.Clear();
    }
}
