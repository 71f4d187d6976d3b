namespace Microsoft.DurableTask;

/// <summary>Version of a task; compared without regard to case. The default value means "no version".</summary>
public readonly struct TaskVersion : IEquatable<TaskVersion>
{
    /// <summary>No version, asked for explicitly.</summary>
    public static readonly TaskVersion Unversioned;

    private readonly string? _version;

    /// <summary>Makes a version.</summary>
    /// <param name="version">The text; null or empty for none.</param>
    /// <exception cref="ArgumentException">The text is white space only.</exception>
    public TaskVersion(string? version)
    {
        if (!string.IsNullOrEmpty(version) && string.IsNullOrWhiteSpace(version))
        {
            throw new ArgumentException("A version is a text or nothing, not white space.", nameof(version));
        }

        _version = version;
    }

    /// <summary>The text of the version; empty when there is none.</summary>
    public string Version => _version ?? string.Empty;

    /// <summary>The text of a version.</summary>
    /// <param name="value">The version.</param>
    public static implicit operator string(TaskVersion value) => value.Version;

    /// <summary>The version with a text.</summary>
    /// <param name="value">The text; null for none.</param>
    public static implicit operator TaskVersion(string? value) => new(value);

    /// <summary>Equality.</summary>
    /// <param name="a">One version.</param>
    /// <param name="b">Another version.</param>
    public static bool operator ==(TaskVersion a, TaskVersion b) => a.Equals(b);

    /// <summary>Inequality.</summary>
    /// <param name="a">One version.</param>
    /// <param name="b">Another version.</param>
    public static bool operator !=(TaskVersion a, TaskVersion b) => !a.Equals(b);

    /// <inheritdoc />
    public bool Equals(TaskVersion other) => string.Equals(Version, other.Version, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is TaskVersion other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Version);
}
