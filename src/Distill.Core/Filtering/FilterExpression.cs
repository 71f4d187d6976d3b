using System.Text.Json.Nodes;
using Distill.Core.Filtering.Conditions;
using Distill.Core.Filtering.Evaluation;
using Distill.Core.Filtering.Parsing;
using Distill.Core.Samples;

namespace Distill.Core.Filtering;

/// <summary>A filter over samples: one grammar for command line, HTTP, pages and specs; docs/filters.md describes it. Immutable and thread-safe.</summary>
public sealed class FilterExpression
{
    private readonly Func<Sample, bool> _predicate;

    private FilterExpression(FilterCondition root)
    {
        Root = root;
        _predicate = PredicateCompiler.Compile(root);
    }

    /// <summary>The tree.</summary>
    public FilterCondition Root { get; }

    /// <summary>The filter of a tree made by code. What the parser would refuse, such as a bound of another type, matches nothing.</summary>
    public static FilterExpression Of(FilterCondition root) => new(root);

    /// <summary>Reads the text of a filter.</summary>
    public static FilterParseResult Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            return new FilterParseResult(new FilterExpression(new FilterParser(text).ParseWhole()));
        }
        catch (FilterSyntaxException wrong)
        {
            return new FilterParseResult(wrong.Error);
        }
    }

    /// <summary>Reads the JSON form of a filter: the same tree as <see cref="ToJson"/> writes.</summary>
    public static FilterParseResult FromJson(JsonNode? json)
    {
        try
        {
            return new FilterParseResult(new FilterExpression(FilterJsonReader.Read(json)));
        }
        catch (FilterSyntaxException wrong)
        {
            return new FilterParseResult(wrong.Error);
        }
    }

    /// <summary>True when the filter takes the sample.</summary>
    public bool Matches(Sample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return _predicate(sample);
    }

    /// <summary>The filter as JSON.</summary>
    public JsonObject ToJson() => FilterJsonWriter.Write(Root);

    /// <summary>The filter as text, in one spelling; parsing it gives the same tree.</summary>
    public override string ToString() => FilterPrinter.Print(Root);
}
