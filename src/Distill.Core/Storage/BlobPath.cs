using System.Buffers;

namespace Distill.Core.Storage;

/// <summary>The rules of blob paths, the same for every store: <c>container/segment/…/name</c>.</summary>
/// <remarks>
/// Segments are letters, digits and <c>-_.=</c> (ASCII), none is empty, <c>.</c> or <c>..</c>. The container has 3 to 63 lower-case letters, digits or
/// single hyphens between them, as Azure asks; a path has at most 1,024 characters and a segment at most 200, which file systems can hold.
/// </remarks>
public static class BlobPath
{
    /// <summary>Most characters of a path.</summary>
    public const int MaxLength = 1024;

    /// <summary>Most characters of a segment.</summary>
    public const int MaxSegmentLength = 200;

    private static readonly SearchValues<char> SegmentCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.="
    );

    private static readonly SearchValues<char> ContainerCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Returns the path when it is one.</summary>
    /// <exception cref="ArgumentException">It is not; the message says why.</exception>
    public static string Require(string path)
    {
        if (Fault(path, isPrefix: false) is { } fault)
        {
            throw new ArgumentException($"'{path}' is no blob path: {fault}", nameof(path));
        }

        return path;
    }

    /// <summary>Returns the prefix when it is a container, or a container with further whole or begun segments.</summary>
    /// <exception cref="ArgumentException">It is not; the message says why.</exception>
    public static string RequirePrefix(string prefix)
    {
        if (Fault(prefix, isPrefix: true) is { } fault)
        {
            throw new ArgumentException($"'{prefix}' is no prefix of blob paths: {fault}", nameof(prefix));
        }

        return prefix;
    }

    /// <summary>True for a text that can stand as one segment of a path, for example an id.</summary>
    public static bool IsSegment(string? segment) => segment is not null && SegmentFault(segment) is null;

    private static string? Fault(string? path, bool isPrefix)
    {
        if (string.IsNullOrEmpty(path) || path.Length > MaxLength)
        {
            return $"it must have 1 to {MaxLength} characters.";
        }

        var segments = path.Split('/');
        if (ContainerFault(segments[0]) is { } containerFault)
        {
            return containerFault;
        }

        if (segments.Length == 1 && !isPrefix)
        {
            return "a container alone is no blob.";
        }

        // The last segment of a prefix may be begun only, or empty after a slash.
        var whole = isPrefix && segments[^1].Length == 0 ? segments.Length - 1 : segments.Length;
        return segments.Take(whole).Select(SegmentFault).FirstOrDefault(fault => fault is not null);
    }

    private static string? ContainerFault(string container)
    {
        var shaped =
            container.Length is >= 3 and <= 63
            && !container.AsSpan().ContainsAnyExcept(ContainerCharacters)
            && container[0] != '-'
            && container[^1] != '-'
            && !container.Contains("--", StringComparison.Ordinal);
        return shaped ? null : "its container must have 3 to 63 lower-case letters, digits or single hyphens between them.";
    }

    private static string? SegmentFault(string segment)
    {
        if (segment is "" or "." or "..")
        {
            return "a segment is empty, '.' or '..'.";
        }

        if (segment.Length > MaxSegmentLength)
        {
            return $"a segment has more than {MaxSegmentLength} characters.";
        }

        return segment.AsSpan().ContainsAnyExcept(SegmentCharacters)
            ? "a segment holds something else than letters, digits and -_.= ."
            : null;
    }
}
