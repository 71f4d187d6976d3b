using System.Text;

namespace Distill.Core.Feedback;

/// <summary>The header of a delimited file of events: which column is which field, however it is spelled. Pure.</summary>
/// <param name="Fields">Names of fields, in the order of the columns.</param>
/// <param name="Fault">Why the file cannot be read by it; null when it can.</param>
internal sealed record FeedbackHeader(IReadOnlyList<string> Fields, FeedbackFault? Fault)
{
    private static readonly string[] Required = ["asid", "type"];

    /// <summary>Reads the names of the columns: case, spaces, hyphens and camel case do not matter. Whatever is wrong with them is wrong with every row, and told once.</summary>
    public static FeedbackHeader Of(IEnumerable<string> columns)
    {
        List<string> names = [.. columns];
        List<string> fields = [.. names.Select(FieldOf)];
        // Spreadsheets write empty columns at the end.
        while (fields is [.., ""])
        {
            fields.RemoveAt(fields.Count - 1);
        }

        var known = string.Join(", ", FeedbackFields.Names);
        foreach (var (field, name) in fields.Zip(names))
        {
            if (!FeedbackFields.Names.Contains(field, StringComparer.Ordinal))
            {
                return new FeedbackHeader(
                    fields,
                    new FeedbackFault(name, $"The column is unknown; known are {known}. Rename or remove it.")
                );
            }

            if (fields.Count(other => other == field) > 1)
            {
                return new FeedbackHeader(fields, new FeedbackFault(field, "Two columns of the header are this field. Remove one."));
            }
        }

        var missing = Required.FirstOrDefault(field => !fields.Contains(field, StringComparer.Ordinal));
        return new FeedbackHeader(
            fields,
            missing is null
                ? null
                : new FeedbackFault(
                    missing,
                    $"The header (the first line) has no such column; columns are {known}; asid and type must be there."
                )
        );
    }

    private static string FieldOf(string column)
    {
        var name = new StringBuilder();
        foreach (var (index, character) in column.Trim().Index())
        {
            var isWordStart = index > 0 && char.IsAsciiLetterUpper(character) && char.IsAsciiLetterLower(column.Trim()[index - 1]);
            name.Append(isWordStart ? "_" : "").Append(character is ' ' or '-' ? '_' : char.ToLowerInvariant(character));
        }

        return name.ToString();
    }
}
