namespace Distill.Core.Filtering.Parsing;

/// <summary>Goes through the tokens of a filter, one ahead.</summary>
internal sealed class TokenCursor
{
    /// <summary>Longest text of a filter, in characters.</summary>
    public const int MaxLength = 65_536;

    private readonly FilterLexer _lexer;
    private readonly string _text;

    /// <summary>The tokens of a text.</summary>
    /// <exception cref="FilterSyntaxException">It begins with no token, or is too long.</exception>
    public TokenCursor(string text)
    {
        _text = text;
        _lexer = new FilterLexer(text);
        if (text.Length > MaxLength)
        {
            throw FilterLexer.Wrong(MaxLength, 1, $"the filter is longer than {MaxLength} characters", "shorten it");
        }

        Current = _lexer.Next();
    }

    /// <summary>The next token, not taken yet.</summary>
    public FilterToken Current { get; private set; }

    /// <summary>Takes the next token.</summary>
    public FilterToken Take()
    {
        var token = Current;
        Current = token.Kind == TokenKind.End ? token : _lexer.Next();
        return token;
    }

    /// <summary>Takes this keyword, if it is next.</summary>
    public bool Accept(string keyword) => Accept(Current.Is(keyword));

    /// <summary>Takes a token of this kind, if it is next.</summary>
    public bool Accept(TokenKind kind) => Accept(Current.Kind == kind);

    /// <summary>Takes a token of this kind.</summary>
    /// <exception cref="FilterSyntaxException">Another is next.</exception>
    public void Expect(TokenKind kind, string message, string remedy)
    {
        if (!Accept(kind))
        {
            throw Unexpected(message, remedy);
        }
    }

    /// <summary>The characters of a token.</summary>
    public ReadOnlySpan<char> TextOf(FilterToken token) => _text.AsSpan(token.Start, token.Length);

    /// <summary>A token in quotes, for messages.</summary>
    public string Shown(FilterToken token) => $"'{_text.Substring(token.Start, Math.Min(40, token.Length))}'";

    /// <summary>An error at the next token.</summary>
    public FilterSyntaxException Unexpected(string message, string remedy) => Wrong(Current, message, remedy);

    /// <summary>An error at a token.</summary>
    public static FilterSyntaxException Wrong(FilterToken token, string message, string remedy) =>
        FilterLexer.Wrong(token.Start, token.Length, message, remedy);

    private bool Accept(bool isNext)
    {
        if (isNext)
        {
            Take();
        }

        return isNext;
    }
}
