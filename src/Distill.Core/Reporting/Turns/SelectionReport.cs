using Distill.Core.Flywheel.Selecting;

namespace Distill.Core.Reporting.Turns;

/// <summary>What a selection found.</summary>
/// <param name="Classes">Replies by class.</param>
/// <param name="Reasons">Replies by reason.</param>
/// <param name="Examples">Ids of the first replies of each reason.</param>
public sealed record SelectionReport(
    IReadOnlyDictionary<string, long> Classes,
    IReadOnlyDictionary<string, long> Reasons,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Examples
)
{
    /// <summary>The report of a summary.</summary>
    public static SelectionReport Of(SelectionSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return new SelectionReport(
            new Dictionary<string, long>(summary.Classes),
            new Dictionary<string, long>(summary.Reasons),
            summary.Examples
        );
    }
}
