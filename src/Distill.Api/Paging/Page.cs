namespace Distill.Api.Paging;

/// <summary>A part of a list.</summary>
/// <param name="Items">The items.</param>
/// <param name="NextOffset">The offset of the next part; null when this is the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, long? NextOffset);
