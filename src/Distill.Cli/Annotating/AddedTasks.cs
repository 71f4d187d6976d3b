using Distill.Core.Datasets;

namespace Distill.Cli.Annotating;

/// <summary>What came of samples that were to become tasks.</summary>
/// <param name="Added">Tasks made.</param>
/// <param name="Known">Samples that had a task already.</param>
/// <param name="Rejects">Lines that are no samples.</param>
internal sealed record AddedTasks(int Added, int Known, IReadOnlyList<Reject> Rejects);
