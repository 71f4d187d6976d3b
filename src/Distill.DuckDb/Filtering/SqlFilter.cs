namespace Distill.DuckDb.Filtering;

/// <summary>A filter as SQL over the columns of a <see cref="Tables.SampleTable"/>.</summary>
/// <param name="Where">A truth value that is never null; holds only columns, functions and parameters, no value of the filter.</param>
/// <param name="Parameters">Values of <c>$1</c>, <c>$2</c> and so on.</param>
public sealed record SqlFilter(string Where, IReadOnlyList<object> Parameters);
