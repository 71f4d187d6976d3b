using System.Diagnostics.CodeAnalysis;

namespace Distill.Core.Filtering;

/// <summary>A filter, or why there is none.</summary>
public readonly record struct FilterParseResult
{
    internal FilterParseResult(FilterExpression expression) => Expression = expression;

    internal FilterParseResult(FilterError error) => Error = error;

    /// <summary>The filter; null when there is none.</summary>
    public FilterExpression? Expression { get; }

    /// <summary>What is wrong; null for a filter.</summary>
    public FilterError? Error { get; }

    /// <summary>True when there is a filter.</summary>
    [MemberNotNullWhen(true, nameof(Expression))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsValid => Expression is not null;
}
