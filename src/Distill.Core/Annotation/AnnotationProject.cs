using Distill.Core.Storage;

namespace Distill.Core.Annotation;

/// <summary>A body of annotation work: its guidelines and how it is shared out.</summary>
public sealed record AnnotationProject
{
    /// <summary>Id: 1 to 64 lower-case letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The guidelines, oldest version first; the last holds.</summary>
    public IReadOnlyList<GuidelinesVersion> Guidelines { get; init; } = [];

    /// <summary>How long a lease holds without being renewed, in seconds: 30 to 86,400. Default 900.</summary>
    public int LeaseSeconds { get; init; } = 900;

    /// <summary>Share of tasks that two people decide independently, 0 to 1. Default 0.1.</summary>
    public double DoubleShare { get; init; } = 0.1;

    /// <summary>Chooses which tasks those are.</summary>
    public int Seed { get; init; }

    /// <summary>Version of the guidelines that hold; 0 without any.</summary>
    public int CurrentGuidelines => Guidelines is [.., var last] ? last.Version : 0;

    /// <summary>What is wrong with it, field and message, or null.</summary>
    public (string Field, string Message)? Fault()
    {
        var shaped =
            Id.Length is >= 1 and <= 64
            && BlobPath.IsSegment(Id)
            && !Id.AsSpan().ContainsAnyExcept("abcdefghijklmnopqrstuvwxyz0123456789-");
        return !shaped ? ("id", "It must have 1 to 64 lower-case letters, digits or hyphens.")
            : string.IsNullOrWhiteSpace(Name) ? ("name", "It must not be empty.")
            : LeaseSeconds is < 30 or > 86_400 ? ("leaseSeconds", "It must be from 30 to 86400.")
            : !(DoubleShare is >= 0 and <= 1) ? ("doubleShare", "It must be from 0 to 1.")
            : null;
    }

    /// <summary>The project with a further version of its guidelines; the same one when the text is that of the version that holds.</summary>
    public AnnotationProject WithGuidelines(string text, string by, DateTimeOffset time) =>
        Guidelines is [.., var last] && last.Text == text
            ? this
            : this with
            {
                Guidelines = [.. Guidelines, new GuidelinesVersion(CurrentGuidelines + 1, text, by, time)],
            };
}
