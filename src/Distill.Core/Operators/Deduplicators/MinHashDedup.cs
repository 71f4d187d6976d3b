using System.Text.Json.Nodes;
using Distill.Core.Dedup;
using Distill.Core.Dedup.MinHash;
using Distill.Core.Samples;

namespace Distill.Core.Operators.Deduplicators;

/// <summary><c>minhash_dedup</c>: of samples whose texts are nearly the same one survives: the first, the longest, or the one of the best score.</summary>
/// <remarks>
/// Similarity is the Jaccard similarity of the runs of five characters of the texts' keys, estimated by 128 MinHash functions. A sample is dropped when it is
/// similar enough to a survivor, not to one that was itself dropped: similarity does not drift along a chain, and <c>detail.similarity</c> is that to the survivor.
/// </remarks>
internal sealed class MinHashDedup : IPreparedDeduplicator, IDisposable
{
    private readonly DedupPart _part;
    private readonly NearDuplicateIndex _index;
    private readonly IdList _ids = new();

    // Only when the survivor is chosen: the verdicts on all samples, in the order of the dataset.
    private readonly SurvivorChoice? _choice;

    private MinHashDedup(DedupPart part, NearDuplicateIndex index, SurvivorChoice? choice)
    {
        _part = part;
        _index = index;
        _choice = choice;
    }

    public static OperatorDescriptor Descriptor { get; } =
        new(
            "minhash_dedup",
            OperatorKind.Deduplicator,
            "Keeps one of the samples whose texts are nearly equal (MinHash of 5-character runs); detail names the survivor, the similarity and the cluster.",
            [
                PartParameter.Of(DedupPart.PromptAndAnswer, DedupPart.Prompt, DedupPart.Answer),
                OperatorParameter.Number("threshold", 0.75, 0.7, 1, "Least Jaccard similarity of near-duplicates."),
                OperatorParameter.Choice(
                    "keep",
                    ["first", "longest", "best_score"],
                    "Which one survives; the latter two read the dataset twice."
                ),
                OperatorParameter.Text("score", "", "With best_score: name of the score; when empty, the mean of all scores."),
                OperatorParameter.Integer(
                    "memory_mb",
                    512,
                    1,
                    1_000_000,
                    "Signatures and search tables beyond that go to disk, in megabytes."
                ),
            ],
            Create
        );

    public string Name => Descriptor.Name;

    public bool NeedsSurvey => _choice is not null;

    // After the survey all verdicts are known.
    public object? Prepare(Sample sample) => _choice is { Surveyed: true } ? null : MinHasher.Sketch(FoldedSample.Of(sample, _part));

    public void Survey(Sample sample, object? prepared) => _choice!.Add(sample, (MinHashSketch?)prepared);

    public Drop? Judge(Sample sample, object? prepared)
    {
        if (_choice is not null)
        {
            return _choice.Judge() is var (kept, cluster, agreement) ? Drop(kept, cluster, agreement) : null;
        }

        // An empty text resembles nothing.
        if (prepared is not MinHashSketch sketch)
        {
            return null;
        }

        if (_index.Find(sketch) is var (survivor, similarity))
        {
            return Drop(_ids[survivor], survivor, similarity);
        }

        _index.Add(sketch);
        _ids.Add(sample.Id);
        return null;
    }

    public void Rewind()
    {
        if (_choice is not null)
        {
            _choice.Rewind();
            return;
        }

        _index.Clear();
        _ids.Clear();
    }

    public void Dispose()
    {
        _index.Dispose();
        _choice?.Dispose();
    }

    private static MinHashDedup Create(OperatorArguments arguments, OperatorContext context)
    {
        const long Megabyte = 1024 * 1024;
        var budget = arguments.Integer("memory_mb") * Megabyte;
        var index = new NearDuplicateIndex(arguments.Number("threshold"), budget, context.Scratch);
        var keep = arguments.Choice("keep");
        var choice =
            keep == "first" ? null : new SurvivorChoice(index, SurvivorWeight.Of(keep, arguments.Text("score")), budget, context.Scratch);
        return new MinHashDedup(PartParameter.Read(arguments), index, choice);
    }

    private static Drop Drop(string kept, int cluster, int agreement) =>
        new(
            "near_duplicate",
            new JsonObject
            {
                ["kept"] = kept,
                ["similarity"] = Math.Round((double)agreement / MinHasher.Functions, 3),
                ["cluster"] = cluster + 1,
            }
        );
}
