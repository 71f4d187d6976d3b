namespace Distill.Core.Filtering.Parsing;

/// <summary>Reads the two sides of a condition: fields and values.</summary>
internal sealed class OperandParser(TokenCursor tokens)
{
    /// <summary>A value that the field can be compared with, and its token.</summary>
    public (FilterLiteral Value, FilterToken Token) Literal(FilterField field)
    {
        var token = tokens.Take();
        FilterLiteral? value = token switch
        {
            { Kind: TokenKind.Text or TokenKind.Number or TokenKind.Time } => token.Value,
            _ when token.Is("true") => FilterLiteral.Of(true),
            _ when token.Is("false") => FilterLiteral.Of(false),
            _ => null,
        };
        if (value is not { } literal)
        {
            throw TokenCursor.Wrong(
                token,
                token.Kind == TokenKind.End ? "a value is missing at the end" : $"{tokens.Shown(token)} is no value",
                token.Is("null") ? "write is null or is not null"
                    : token.Kind == TokenKind.Path ? "put a text in quotes; fields stand on the left only"
                    : "write a text in quotes, a number, true, false or a time such as 2026-11-23T08:00:00Z"
            );
        }

        return Literals.Fit(field, literal, out var problem) is { } fitting
            ? (fitting, token)
            : throw TokenCursor.Wrong(token, problem!.Value.Message, problem.Value.Remedy);
    }

    /// <summary>A field, or the length of one.</summary>
    public FilterField Operand()
    {
        var token = tokens.Take();
        if (token.Is("length") && tokens.Current.Kind == TokenKind.Open)
        {
            tokens.Take();
            var inner = tokens.Take();
            var measured = Field(inner, isLength: true);
            tokens.Expect(TokenKind.Close, "the parenthesis of length is not closed", "write )");
            return measured;
        }

        return Field(token, isLength: false);
    }

    private FilterField Field(FilterToken token, bool isLength)
    {
        if (token.Kind != TokenKind.Path)
        {
            throw TokenCursor.Wrong(
                token,
                token.Kind == TokenKind.End ? "a condition is missing at the end" : $"{tokens.Shown(token)} is no field",
                $"begin a condition with a field: {FieldRules.Known}"
            );
        }

        return FieldRules.Bind(token.Steps, isLength, out var problem)
            ?? throw TokenCursor.Wrong(token, problem!.Value.Message, problem.Value.Remedy);
    }
}
