namespace Distill.Core.Filtering.Parsing;

/// <summary>A token of a filter.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Its place, from 0.</param>
/// <param name="Length">Its characters.</param>
internal readonly record struct FilterToken(TokenKind Kind, int Start, int Length)
{
    /// <summary>The steps of a path, the first its word.</summary>
    public IReadOnlyList<FieldStep> Steps { get; init; } = [];

    /// <summary>The value of a text, number or time.</summary>
    public FilterLiteral Value { get; init; }

    /// <summary>The pattern.</summary>
    public FilterPattern? Pattern { get; init; }

    /// <summary>The word when the path is one bare word, else empty.</summary>
    public string Word => Kind == TokenKind.Path && Steps is [{ Name: { } name }] ? name : "";

    /// <summary>True for this keyword, in any case.</summary>
    public bool Is(string keyword) => Word.Equals(keyword, StringComparison.OrdinalIgnoreCase);
}
