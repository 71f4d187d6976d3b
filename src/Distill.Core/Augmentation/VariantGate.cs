using System.Text.Json.Nodes;
using Distill.Core.Dedup;
using Distill.Core.Samples;
using Distill.Core.Splits;

namespace Distill.Core.Augmentation;

/// <summary>
/// Decides which new texts are worth an answer: within the similarity range of their seed, unlike each other, in no training row and in no held-out row.
/// Not thread-safe. About one kilobyte is kept for a known row.
/// </summary>
public sealed class VariantGate
{
    private readonly AugmentationOptions _options;
    private readonly AugmentationSubject _subject;
    private readonly IReadOnlyDictionary<string, Sample> _seeds;
    private readonly Dictionary<UInt128, string> _known = [];
    private readonly List<(string Id, TextSketch Sketch)> _rows = [];
    private readonly LeakCheck _leaks;
    private readonly Dictionary<string, ComparedText> _seedTexts = new(StringComparer.Ordinal);

    /// <summary>A gate.</summary>
    /// <param name="options">The similarity range and the near-duplicate threshold; valid.</param>
    /// <param name="subject">The part that is rewritten.</param>
    /// <param name="seeds">The seeds of all calls, by id.</param>
    public VariantGate(AugmentationOptions options, AugmentationSubject subject, IReadOnlyDictionary<string, Sample> seeds)
    {
        (_options, _subject, _seeds) = (options, subject, seeds);
        _leaks = new LeakCheck(options.NearDuplicateThreshold);
    }

    /// <summary>Adds a training row, which no new text may repeat.</summary>
    public void AddKnown(Sample sample)
    {
        var text = Compared(sample);
        _ = _known.TryAdd(PromptHash.Of(text), sample.Id);
        _rows.Add((sample.Id, TextSketch.Of(text)));
    }

    /// <summary>Adds a validation or test row, which no new text may come near.</summary>
    public void AddHeldOut(Sample sample) => _leaks.Add(sample.Id, Compared(sample), SplitSet.Test);

    /// <summary>Sorts the texts of all calls, in the order of the calls.</summary>
    /// <param name="proposed">Calls with their parsed texts.</param>
    public (IReadOnlyList<Variant> Kept, IReadOnlyList<VariantDrop> Dropped) Sort(
        IEnumerable<(AugmentationCall Call, ParsedVariants Parsed)> proposed
    )
    {
        var dropped = new List<VariantDrop>();
        var variants = new List<Variant>();
        var accepted = new Dictionary<string, List<ComparedText>>(StringComparer.Ordinal);
        foreach (var (call, parsed) in proposed)
        {
            if (parsed.Reason is { } reason)
            {
                dropped.Add(new VariantDrop(call.Id, call, reason, []));
            }

            foreach (var text in parsed.Texts)
            {
                Judge(call, text, accepted, variants, dropped);
            }
        }

        return (WithoutNearDuplicates(variants, dropped), dropped);
    }

    private void Judge(
        AugmentationCall call,
        string text,
        Dictionary<string, List<ComparedText>> accepted,
        List<Variant> variants,
        List<VariantDrop> dropped
    )
    {
        var hash = PromptHash.Of(text);
        // By its text: rows keep their ids apart when an augmented file is augmented again.
        var id = $"aug-{hash:x32}"[..20];
        var compared = new ComparedText(text);
        var similarity = call.Seeds.Max(seed => compared.RougeL(SeedText(seed)));
        if (!accepted.TryGetValue(call.Label, out var siblings))
        {
            accepted[call.Label] = siblings = [];
        }

        var reason =
            similarity > _options.MaxSimilarity ? VariantDropReasons.Copy
            : similarity < _options.MinSimilarity && !AugmentationMethods.IsFree(call.Method) ? VariantDropReasons.OffTopic
            : siblings.Any(sibling => compared.IsCloser(sibling, _options.MaxSimilarity)) ? VariantDropReasons.TooAlike
            : _known.ContainsKey(hash) ? VariantDropReasons.Duplicate
            : null;
        if (reason is not null)
        {
            dropped.Add(Drop(id, call, reason, text, similarity, _known.GetValueOrDefault(hash)));
            return;
        }

        _known[hash] = id;
        siblings.Add(compared);
        variants.Add(new Variant(id, call, text, similarity));
    }

    // One join of all texts: those of known rows come first, so that a new text always meets them as the earlier one.
    private List<Variant> WithoutNearDuplicates(List<Variant> variants, List<VariantDrop> dropped)
    {
        var twins = new Dictionary<int, int>();
        TextSketch[] sketches = [.. _rows.Select(row => row.Sketch), .. variants.Select(variant => TextSketch.Of(variant.Text))];
        SimilarityJoin.Run(
            sketches,
            _options.NearDuplicateThreshold,
            skip: (later, _) => later < _rows.Count || twins.ContainsKey(later),
            similar: (later, earlier, _) => twins.TryAdd(later, earlier)
        );
        var leaked = Leaked(variants);
        var kept = new List<Variant>();
        for (var index = 0; index < variants.Count; index++)
        {
            var variant = variants[index];
            if (leaked.TryGetValue(variant.Id, out var held))
            {
                dropped.Add(Drop(variant, VariantDropReasons.Leak, held));
            }
            else if (twins.TryGetValue(_rows.Count + index, out var twin))
            {
                var known = twin < _rows.Count ? _rows[twin].Id : variants[twin - _rows.Count].Id;
                dropped.Add(Drop(variant, twin < _rows.Count ? VariantDropReasons.Duplicate : VariantDropReasons.TooAlike, known));
            }
            else
            {
                kept.Add(variant);
            }
        }

        return kept;
    }

    private Dictionary<string, string> Leaked(List<Variant> variants)
    {
        foreach (var variant in variants)
        {
            _leaks.Add(variant.Id, variant.Text, SplitSet.Train);
        }

        var leaked = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var leak in _leaks.Find(int.MaxValue))
        {
            var (own, held) = leak.FirstSet == SplitSet.Train ? (leak.FirstId, leak.SecondId) : (leak.SecondId, leak.FirstId);
            _ = leaked.TryAdd(own, held);
        }

        return leaked;
    }

    private ComparedText SeedText(string id) =>
        _seedTexts.TryGetValue(id, out var text) ? text : _seedTexts[id] = new ComparedText(_subject.TextOf(_seeds[id]) ?? "");

    private string Compared(Sample sample) => _subject.TextOf(sample) ?? PromptText.Of(sample);

    private static VariantDrop Drop(Variant variant, string reason, string kept) =>
        Drop(variant.Id, variant.Call, reason, variant.Text, variant.Similarity, kept);

    private static VariantDrop Drop(string id, AugmentationCall call, string reason, string text, double similarity, string? kept)
    {
        var detail = new JsonObject { ["text"] = text, ["similarity"] = Math.Round(similarity, 4) };
        if (kept is not null)
        {
            detail["kept"] = kept;
        }

        return new VariantDrop(id, call, reason, detail);
    }
}
