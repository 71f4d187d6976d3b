using System.Security.Cryptography;
using System.Text;

namespace Distill.Core.Annotation;

/// <summary>Ids of tasks: the same round and sample are the same task, so that making tasks again makes nothing twice.</summary>
/// <remarks>24 hexadecimal digits of a SHA-256: evenly spread, which stores use to spread load and to list in order.</remarks>
public static class AnnotationTaskId
{
    /// <summary>Digits of an id.</summary>
    public const int Length = 24;

    /// <summary>The id of a sample's task in a round.</summary>
    public static string Of(string round, string sampleId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{round}\n{sampleId}")))[..Length];

    /// <summary>Returns the id when it is one.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static string Require(string id) =>
        IsOne(id) ? id : throw new ArgumentException($"'{id}' is no id of a task: it must have {Length} hexadecimal digits.", nameof(id));

    /// <summary>True for a text that has the form of an id.</summary>
    public static bool IsOne(string? id) => id is { Length: Length } && !id.AsSpan().ContainsAnyExcept("0123456789abcdef");
}
