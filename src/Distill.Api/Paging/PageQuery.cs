using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Distill.Api.Paging;

/// <summary>Which part of a list is asked for.</summary>
/// <param name="Offset">Items to leave out. Default 0.</param>
/// <param name="Limit">Items at most, 1 to 1000. Default 50.</param>
internal sealed record PageQuery(long Offset, int Limit)
{
    /// <summary>Most items of a page.</summary>
    public const int MaxLimit = 1000;

    private const int DefaultLimit = 50;

    private static readonly PageQuery First = new(0, DefaultLimit);

    /// <summary>Reads the values of the query; the second result says what is wrong.</summary>
    public static (PageQuery Page, IResult? Problem) Read(string? offset, string? limit)
    {
        long from = 0;
        var most = DefaultLimit;
        if (offset is not null && !(long.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out from) && from >= 0))
        {
            return (First, Problems.ApiProblem.Invalid("offset", "It must be a whole number from 0."));
        }

        if (
            limit is not null
            && !(int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out most) && most is >= 1 and <= MaxLimit)
        )
        {
            return (First, Problems.ApiProblem.Invalid("limit", $"It must be a whole number from 1 to {MaxLimit}."));
        }

        return (new PageQuery(from, most), null);
    }
}
