using Distill.Core.Augmentation;

namespace Distill.Cli.Augmenting;

/// <summary>What the first readings of a file found.</summary>
/// <param name="Rows">Rows with a user turn.</param>
/// <param name="Rejected">Lines that are no samples.</param>
/// <param name="Classes">How classes are told, and read from answers where they can be.</param>
/// <param name="Sizes">The classes.</param>
/// <param name="Subject">The part that is rewritten.</param>
internal sealed record PreparedAugmentation(
    long Rows,
    long Rejected,
    SampleClasses Classes,
    IReadOnlyList<ClassSize> Sizes,
    AugmentationSubject Subject
);
