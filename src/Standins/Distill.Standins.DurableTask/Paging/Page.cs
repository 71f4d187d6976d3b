namespace Microsoft.DurableTask;

/// <summary>One page of a listing.</summary>
/// <typeparam name="T">Type of an item.</typeparam>
public sealed class Page<T>
    where T : notnull
{
    /// <summary>Makes a page.</summary>
    /// <param name="values">The items.</param>
    /// <param name="continuationToken">Where the next page starts; null after the last one.</param>
    public Page(IReadOnlyList<T> values, string? continuationToken = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        Values = values;
        ContinuationToken = continuationToken;
    }

    /// <summary>The items.</summary>
    public IReadOnlyList<T> Values { get; }

    /// <summary>Where the next page starts; null after the last one.</summary>
    public string? ContinuationToken { get; }
}
