namespace Distill.Core.Filtering.Parsing;

/// <summary>Leaves the parser at the first error; never leaves <see cref="FilterExpression"/>.</summary>
internal sealed class FilterSyntaxException(FilterError error) : Exception(error.Message)
{
    public FilterError Error { get; } = error;
}
