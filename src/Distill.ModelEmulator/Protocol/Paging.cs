namespace Distill.ModelEmulator.Protocol;

/// <summary>Pages of a list.</summary>
internal static class Paging
{
    /// <summary>The page after an id.</summary>
    /// <exception cref="ApiException">The limit is out of bounds.</exception>
    public static object Page<T>(IEnumerable<T> items, Func<T, string> id, string? after, int limit)
        where T : class
    {
        if (limit is < 1 or > 10_000)
        {
            throw ApiException.Invalid("'limit' must be from 1 to 10000.", "limit");
        }

        var rest = string.IsNullOrEmpty(after) ? items : items.SkipWhile(item => id(item) != after).Skip(1);
        var page = rest.Take(limit + 1).ToList();
        var data = page.Take(limit).ToList();
        return new
        {
            @object = "list",
            data,
            first_id = data.Count > 0 ? id(data[0]) : null,
            last_id = data.Count > 0 ? id(data[^1]) : null,
            has_more = page.Count > limit,
        };
    }
}
