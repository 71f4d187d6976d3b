using System.Text.Json.Nodes;
using Distill.Core.Samples;

namespace Distill.Core.Augmentation;

/// <summary>Counts what came of an augmentation: by class, by method, by reason. Not thread-safe.</summary>
/// <param name="plan">What was planned.</param>
public sealed class AugmentationTally(AugmentationPlan plan)
{
    private readonly Dictionary<string, long> _kept = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MethodYield> _methods = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _drops = new(StringComparer.Ordinal);

    /// <summary>Counts the texts that a call gave.</summary>
    public void AddCall(AugmentationCall call, int texts)
    {
        var name = AugmentationMethods.NameOf(call.Method);
        var before = Of(name);
        _methods[name] = before with { Calls = before.Calls + 1, Texts = before.Texts + texts };
    }

    /// <summary>Counts a drop.</summary>
    public void AddDrop(string reason, long count = 1) => _drops[reason] = _drops.GetValueOrDefault(reason) + count;

    /// <summary>Decides about an answered row, and counts it: it is learned from while its class lacks rows and its answer names the class.</summary>
    /// <param name="row">The row with the teacher's answer.</param>
    /// <param name="read">Reads the class from an answer; null checks nothing.</param>
    /// <returns>Null when it is learned from, else why not.</returns>
    public (string Reason, JsonObject Detail)? Take(Sample row, Func<string?, string?>? read)
    {
        var fault = AugmentedRow.Fault(row, read) ?? (IsWanted(row) ? null : (VariantDropReasons.Surplus, new JsonObject()));
        if (fault is { } drop)
        {
            AddDrop(drop.Reason);
            return drop;
        }

        var (label, name) = (AugmentedRow.ClassOf(row), AugmentedRow.MethodOf(row));
        _kept[label] = _kept.GetValueOrDefault(label) + 1;
        _methods[name] = Of(name) with { Kept = Of(name).Kept + 1 };
        return null;
    }

    /// <summary>The result.</summary>
    /// <param name="cost">Money paid for texts and answers.</param>
    public AugmentationResult ToResult(decimal cost) =>
        new(
            [
                .. plan.Classes.Select(planned => new ClassYield(
                    planned.Label,
                    planned.Have,
                    planned.Want,
                    _kept.GetValueOrDefault(planned.Label)
                )),
            ],
            [.. _methods.Values.OrderBy(method => method.Method, StringComparer.Ordinal)],
            _drops,
            cost,
            plan.BudgetLimited
        );

    private bool IsWanted(Sample row) =>
        plan.Classes.FirstOrDefault(planned => planned.Label == AugmentedRow.ClassOf(row)) is { } planned
        && _kept.GetValueOrDefault(planned.Label) < planned.Missing;

    private MethodYield Of(string name) => _methods.GetValueOrDefault(name) ?? new MethodYield(name, 0, 0, 0);
}
