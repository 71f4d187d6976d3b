using Distill.Core.Filtering.Conditions;

namespace Distill.Core.Filtering.Parsing;

/// <summary>Reads the text of a filter by recursive descent; the grammar is in docs/filters.md. One parser reads one text.</summary>
internal sealed class FilterParser
{
    /// <summary>Deepest nesting of parentheses and negations.</summary>
    public const int MaxDepth = 64;

    private readonly TokenCursor _tokens;
    private readonly OperandParser _operands;
    private int _depth;

    /// <summary>A parser of this text.</summary>
    /// <exception cref="FilterSyntaxException">It begins with no token, or is too long.</exception>
    public FilterParser(string text)
    {
        _tokens = new TokenCursor(text);
        _operands = new OperandParser(_tokens);
    }

    /// <summary>The whole text as a filter.</summary>
    public FilterCondition ParseWhole()
    {
        var condition = Either();
        return _tokens.Current.Kind == TokenKind.End
            ? condition
            : throw _tokens.Unexpected("the filter should end here", "join conditions by and, or");
    }

    /// <summary>The whole text as a field.</summary>
    public FilterField ParseField()
    {
        var field = _operands.Operand();
        return _tokens.Current.Kind == TokenKind.End ? field : throw _tokens.Unexpected("the field should end here", "give one field");
    }

    private FilterCondition Either()
    {
        var parts = new List<FilterCondition> { Both() };
        while (_tokens.Accept("or"))
        {
            parts.Add(Both());
        }

        return parts.Count == 1 ? parts[0] : new AnyOf(parts);
    }

    private FilterCondition Both()
    {
        var parts = new List<FilterCondition> { Term() };
        while (_tokens.Accept("and"))
        {
            parts.Add(Term());
        }

        return parts.Count == 1 ? parts[0] : new AllOf(parts);
    }

    private FilterCondition Term()
    {
        if (++_depth > MaxDepth)
        {
            throw _tokens.Unexpected($"the filter nests deeper than {MaxDepth}", "use in (…) for long lists of values");
        }

        FilterCondition result;
        if (_tokens.Accept("not"))
        {
            result = new Negation(Term());
        }
        else if (_tokens.Current.Kind == TokenKind.Open)
        {
            var open = _tokens.Take();
            result = Either();
            _tokens.Expect(TokenKind.Close, $"the parenthesis of column {open.Start + 1} is not closed", "write )");
        }
        else
        {
            result = Condition();
        }

        _depth--;
        return result;
    }

    private FilterCondition Condition()
    {
        var field = _operands.Operand();
        if (_tokens.Current.Kind == TokenKind.Operator)
        {
            return Compare(field);
        }

        if (_tokens.Accept("is"))
        {
            return IsNull(field);
        }

        var denied = _tokens.Accept("not");
        var condition = Test(field, denied);
        return denied ? new Negation(condition) : condition;
    }

    private Comparison Compare(FilterField field)
    {
        var sign = _tokens.Take();
        var comparison = Operators.Of(_tokens.TextOf(sign));
        var (value, token) = _operands.Literal(field);
        if (value.Kind == FilterLiteralKind.Flag && comparison is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual))
        {
            throw TokenCursor.Wrong(token, "true and false have no order", "use = or !=");
        }

        return new Comparison(field, comparison, value);
    }

    private FilterCondition IsNull(FilterField field)
    {
        var denied = _tokens.Accept("not");
        if (!_tokens.Accept("null"))
        {
            throw _tokens.Unexpected("null is expected after is", "write is null, is not null, or = with a value");
        }

        return denied ? new Negation(new IsNull(field)) : new IsNull(field);
    }

    private FilterCondition Test(FilterField field, bool denied)
    {
        if (_tokens.Accept("between"))
        {
            return Between(field);
        }

        if (_tokens.Accept("in"))
        {
            return new InList(field, Values(field));
        }

        return MatchOf(field)
            ?? throw _tokens.Unexpected(
                denied ? "between, in or a text match is expected after not" : "an operator is expected after the field",
                "use = != < <= > >=, between … and …, in (…), contains, starts with, ends with, matches /…/, is null; a truth value as = true"
            );
    }

    private FilterCondition? MatchOf(FilterField field)
    {
        var at = _tokens.Current;
        if (_tokens.Accept("matches"))
        {
            RequireText(field, at);
            return _tokens.Current.Kind == TokenKind.Pattern
                ? new PatternMatch(field, _tokens.Take().Pattern!)
                : throw _tokens.Unexpected("a pattern is expected after matches", "write it between slashes: matches /refund|退款/i");
        }

        TextPlace? place =
            _tokens.Accept("contains") ? TextPlace.Anywhere
            : _tokens.Accept("starts") ? TextPlace.Start
            : _tokens.Accept("ends") ? TextPlace.End
            : null;
        if (place is not { } where)
        {
            return null;
        }

        RequireText(field, at);
        if (where != TextPlace.Anywhere && !_tokens.Accept("with"))
        {
            throw _tokens.Unexpected($"with is expected after {at.Word}", $"write {at.Word} with \"…\"");
        }

        return _tokens.Current.Kind == TokenKind.Text
            ? new TextMatch(field, where, _tokens.Take().Value.TextValue!)
            : throw _tokens.Unexpected("a text is expected here", "put it in quotes");
    }

    private Between Between(FilterField field)
    {
        var (low, _) = _operands.Literal(field);
        if (!_tokens.Accept("and"))
        {
            throw _tokens.Unexpected("and is expected between the two bounds", "write between 1 and 5; both are included");
        }

        var (high, token) = _operands.Literal(field);
        return Literals.RangeProblem(low, high) is { } problem
            ? throw TokenCursor.Wrong(token, problem.Message, problem.Remedy)
            : new Between(field, low, high);
    }

    private List<FilterLiteral> Values(FilterField field)
    {
        _tokens.Expect(TokenKind.Open, "a list is expected after in", "write in (\"a\", \"b\")");
        var values = new List<FilterLiteral>();
        do
        {
            values.Add(_operands.Literal(field).Value);
        } while (_tokens.Accept(TokenKind.Comma));

        _tokens.Expect(TokenKind.Close, "the list is not closed", "separate values by commas and end with )");
        return values;
    }

    private static void RequireText(FilterField field, FilterToken token)
    {
        if (field.IsNumber || field.IsTime)
        {
            throw TokenCursor.Wrong(token, $"{field} is no text", "compare it with = != < <= > >= or between");
        }
    }
}
