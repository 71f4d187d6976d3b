namespace Distill.Core.Evaluation.Comparing;

/// <summary>Whether two runs measured the same samples, and the figures on those that both did. Pure.</summary>
/// <param name="Shared">Ids that both runs have.</param>
/// <param name="SameQuestion">Those of them whose question is the same in both.</param>
/// <param name="OnlyBaseline">Ids that only the first run has.</param>
/// <param name="OnlyCandidate">Ids that only the second run has.</param>
/// <param name="Figures">The paired figures, by name, of a slice with it after a comma; empty when the runs cannot be paired.</param>
/// <param name="Problem">Why they cannot be paired, in a sentence; null when they are.</param>
public sealed record RunPairing(
    long Shared,
    long SameQuestion,
    long OnlyBaseline,
    long OnlyCandidate,
    IReadOnlyDictionary<string, PairedFigure> Figures,
    string? Problem
)
{
    /// <summary>Pairs two runs by sample.</summary>
    /// <param name="baseline">The first run's samples; null when it kept none.</param>
    /// <param name="candidate">The second run's.</param>
    public static RunPairing Of(IReadOnlyDictionary<string, SampleFigures>? baseline, IReadOnlyDictionary<string, SampleFigures>? candidate)
    {
        if (baseline is null || candidate is null)
        {
            return Unpaired(
                0,
                0,
                baseline?.Count ?? 0,
                candidate?.Count ?? 0,
                "what was measured of each sample is not kept beside the report, so the samples cannot be matched (reports as files, and runs of earlier versions, have none)"
            );
        }

        var shared = baseline.Keys.Where(candidate.ContainsKey).Order(StringComparer.Ordinal).ToList();
        var same = shared.Where(id => baseline[id].Prompt == candidate[id].Prompt).Select(id => (baseline[id], candidate[id])).ToList();
        var figures = Paired(same);
        var (onlyBaseline, onlyCandidate) = (baseline.Count - shared.Count, candidate.Count - shared.Count);
        var problem =
            shared.Count == 0 ? "no sample id is in both runs: they measured different sets"
            : same.Count == 0 ? "the shared ids stand for different questions: the sets were numbered alike and are not the same"
            : figures.Count == 0 ? "the runs have no figure in common on the samples that they share"
            : null;
        return problem is null
            ? new RunPairing(shared.Count, same.Count, onlyBaseline, onlyCandidate, figures, null)
            : Unpaired(shared.Count, same.Count, onlyBaseline, onlyCandidate, problem);
    }

    private static RunPairing Unpaired(long shared, long same, long onlyBaseline, long onlyCandidate, string problem) =>
        new(shared, same, onlyBaseline, onlyCandidate, new Dictionary<string, PairedFigure>(), problem);

    private static Dictionary<string, PairedFigure> Paired(List<(SampleFigures Baseline, SampleFigures Candidate)> samples)
    {
        var pairs = new Dictionary<string, List<(double, double)>>(StringComparer.Ordinal);
        foreach (var (before, after) in samples)
        {
            foreach (var (name, value) in before.Values.Where(pair => after.Values.ContainsKey(pair.Key)))
            {
                foreach (var key in before.Slices.Intersect(after.Slices).Select(slice => $"{name}, {slice}").Prepend(name))
                {
                    if (!pairs.TryGetValue(key, out var values))
                    {
                        pairs[key] = values = [];
                    }

                    values.Add((value, after.Values[name]));
                }
            }
        }

        return pairs.ToDictionary(pair => pair.Key, pair => PairedFigure.Of(pair.Value)!, StringComparer.Ordinal);
    }
}
