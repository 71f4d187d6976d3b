namespace Distill.Api.Paging;

internal static class PageExtensions
{
    /// <summary>Takes the part asked for; reads one item more to know whether there is a next part.</summary>
    public static async Task<Page<T>> ToPageAsync<T>(this IAsyncEnumerable<T> all, PageQuery page, CancellationToken cancellationToken)
    {
        var items = new List<T>();
        var position = 0L;
        await foreach (var item in all.WithCancellation(cancellationToken))
        {
            if (position++ < page.Offset)
            {
                continue;
            }

            if (items.Count == page.Limit)
            {
                return new Page<T>(items, page.Offset + page.Limit);
            }

            items.Add(item);
        }

        return new Page<T>(items, null);
    }
}
