using System.Text.RegularExpressions;

namespace Distill.Core.Instructions;

/// <summary>Instructions about what stands in an answer and where.</summary>
internal static partial class ContentInstructions
{
    private const string ResponseDivider = "******";

    public static Func<string, InstructionMeasure> Placeholders(InstructionArguments arguments)
    {
        var wanted = arguments.Count("num_placeholders");
        return answer =>
        {
            var count = PlaceholderCount(answer);
            return InstructionMeasure.Of(count >= wanted, count);
        };
    }

    public static Func<string, InstructionMeasure> Postscript(InstructionArguments arguments)
    {
        var marker = arguments.Text("postscript_marker");
        return marker switch
        {
            "P.P.S" => answer => InstructionMeasure.Of(SecondPostscript().IsMatch(answer)),
            "P.S." => answer => InstructionMeasure.Of(FirstPostscript().IsMatch(answer)),
            _ => answer => InstructionMeasure.Of(answer.Contains(marker, StringComparison.OrdinalIgnoreCase)),
        };
    }

    public static Func<string, InstructionMeasure> TwoResponses(InstructionArguments arguments) =>
        answer =>
        {
            var parts = answer.Split(ResponseDivider);
            var emptyWithin = parts.Skip(1).SkipLast(1).Any(string.IsNullOrWhiteSpace);
            var responses = parts.Select(part => part.Trim()).Where(part => part.Length > 0).ToList();
            return InstructionMeasure.Of(!emptyWithin && responses is [var first, var second] && first != second, responses.Count);
        };

    public static Func<string, InstructionMeasure> RepeatPrompt(InstructionArguments arguments)
    {
        var prompt = arguments.Text("prompt_to_repeat");
        return answer => InstructionMeasure.Of(answer.AsSpan().TrimStart().StartsWith(prompt, StringComparison.OrdinalIgnoreCase));
    }

    public static Func<string, InstructionMeasure> Start(InstructionArguments arguments)
    {
        var phrase = arguments.Text("start_phrase");
        return answer =>
            InstructionMeasure.Of(answer.AsSpan().TrimStart().TrimStart("\"“「").StartsWith(phrase, StringComparison.OrdinalIgnoreCase));
    }

    public static Func<string, InstructionMeasure> End(InstructionArguments arguments)
    {
        var phrase = arguments.Text("end_phrase");
        return answer => InstructionMeasure.Of(answer.AsSpan().Trim().Trim('"').EndsWith(phrase, StringComparison.OrdinalIgnoreCase));
    }

    public static Func<string, InstructionMeasure> Quotation(InstructionArguments arguments) =>
        answer =>
        {
            var text = answer.AsSpan().Trim();
            return InstructionMeasure.Of(text.Length > 1 && ((text[0] == '"' && text[^1] == '"') || (text[0] == '“' && text[^1] == '”')));
        };

    /// <summary>IFEval means the comma of Latin script; the Chinese and the enumeration comma count as well.</summary>
    public static Func<string, InstructionMeasure> NoComma(InstructionArguments arguments) =>
        answer =>
        {
            var count = answer.Count(unit => unit is ',' or '，' or '、');
            return InstructionMeasure.Of(count == 0, count);
        };

    /// <summary>Pairs of square brackets within a line, in one pass.</summary>
    private static int PlaceholderCount(string answer)
    {
        var count = 0;
        for (var open = answer.IndexOf('['); open >= 0; )
        {
            var end = answer.AsSpan(open).IndexOfAny(']', '\n');
            count += end >= 0 && answer[open + end] == ']' ? 1 : 0;
            open = end < 0 ? -1 : answer.IndexOf('[', open + end);
        }

        return count;
    }

    [GeneratedRegex(@"p\.\s?p\.\s?s", RegexOptions.IgnoreCase)]
    private static partial Regex SecondPostscript();

    [GeneratedRegex(@"p\.\s?s\.", RegexOptions.IgnoreCase)]
    private static partial Regex FirstPostscript();
}
