using Distill.Core.Evaluation;
using Distill.Core.Filtering;

namespace Distill.Core.Formats.Writing;

/// <summary>A column of a file that is written by chosen fields.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Field">The field whose value it holds.</param>
public sealed record OutputColumn(string Name, FilterField Field)
{
    /// <summary>Reads <c>Prompt=prompt</c>; a field alone is a column of its own name.</summary>
    /// <exception cref="InvalidSettingException">The text names no field.</exception>
    public static OutputColumn Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (name, written) = text.Split('=', 2) is [var before, var after] ? (before.Trim(), after.Trim()) : (text.Trim(), text.Trim());
        if (name.Length == 0)
        {
            throw new InvalidSettingException($"'{text}' names no column; write NAME=FIELD, for example Prompt=prompt.");
        }

        return FilterField.Parse(written, out var error) is { } field
            ? new OutputColumn(name, field)
            : throw new InvalidSettingException($"'{text}': {error!.Message}; {error.Remedy}.");
    }
}
