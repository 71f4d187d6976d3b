using System.Text.RegularExpressions;
using Json.Schema;

namespace Distill.Core.Instructions;

/// <summary>Keeps the regular expressions of a JSON Schema, which users write, from hanging on an answer.</summary>
/// <remarks>
/// A pattern that can be is matched in time linear in the text (<see cref="RegexOptions.NonBacktracking"/>); one that looks around, refers back, or has a class such as
/// <c>\d</c>, which means ASCII here, gets a time limit instead.
/// </remarks>
internal static partial class SchemaPatterns
{
    private static readonly TimeSpan TimeOut = TimeSpan.FromMilliseconds(250);

    /// <summary>Bounds every <c>pattern</c> and <c>patternProperties</c> of a schema, before its first use.</summary>
    public static void Bound(JsonSchema schema)
    {
        // The schema "true" or "false" has no keywords.
        if (schema.Root is { } root)
        {
            Bound(root, []);
        }
    }

    /// <summary>What is wrong with a pattern that took too long, and what to do.</summary>
    public static string Explain(RegexMatchTimeoutException slow) =>
        $"The schema's pattern '{slow.Pattern}' took more than {TimeOut.TotalMilliseconds:0} ms on this answer. Write it without repetitions within repetitions, or without looking around.";

    // References may go in circles.
    private static void Bound(JsonSchemaNode node, HashSet<JsonSchemaNode> seen)
    {
        if (!seen.Add(node))
        {
            return;
        }

        foreach (var keyword in node.Keywords ?? [])
        {
            switch (keyword.Value)
            {
                case Regex pattern:
                    keyword.Value = Bounded(pattern);
                    break;
                case Dictionary<string, Regex> properties:
                    // additionalProperties keeps patterns of its own, which meet only names that these have passed.
                    foreach (var name in properties.Keys.ToArray())
                    {
                        properties[name] = Bounded(properties[name]);
                    }

                    break;
                default:
                    break;
            }

            foreach (var part in keyword.Subschemas ?? [])
            {
                Bound(part, seen);
            }
        }
    }

    private static Regex Bounded(Regex pattern)
    {
        var text = pattern.ToString();
        try
        {
            if (IsSameWithoutEcmaScript(text))
            {
                var options = pattern.Options & ~(RegexOptions.ECMAScript | RegexOptions.Compiled);
                return new Regex(text, options | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, TimeOut);
            }
        }
        catch (NotSupportedException)
        {
            // It looks around, refers back, or is too large for the linear engine.
        }

        return new Regex(text, pattern.Options, TimeOut);
    }

    // The linear engine knows no ECMAScript mode, in which these classes are ASCII.
    private static bool IsSameWithoutEcmaScript(string pattern) => !AsciiClasses().IsMatch(pattern);

    [GeneratedRegex(@"\\[dDwWsSbBpP]")]
    private static partial Regex AsciiClasses();
}
