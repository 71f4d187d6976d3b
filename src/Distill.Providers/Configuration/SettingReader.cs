using System.Globalization;
using System.Numerics;
using Microsoft.Extensions.Configuration;

namespace Distill.Providers.Configuration;

/// <summary>Reads the settings of one section; each error names the key, what is wrong and what is allowed.</summary>
internal sealed class SettingReader(IConfigurationSection section, ICollection<string> errors)
{
    private readonly SortedSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A text; null when absent or blank.</summary>
    public string? Text(string key)
    {
        _known.Add(key);
        var value = section[key]?.Trim();
        return string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>A text that must be there.</summary>
    public string RequiredText(string key, string meaning) => Text(key) ?? Report(key, $"is missing: {meaning}.", "");

    /// <summary>A number in a range; null when absent.</summary>
    public T? Number<T>(string key, T least, T most)
        where T : struct, INumber<T>
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        return T.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : Report<T?>(key, $"is '{text}', but must be a number from {least} to {most}.", null);
    }

    /// <summary>True or false; false when absent.</summary>
    public bool Flag(string key) =>
        Text(key) is { } text
        && (bool.TryParse(text, out var flag) ? flag : Report(key, $"is '{text}', but must be true or false.", false));

    /// <summary>Reports an error of a key.</summary>
    public T Report<T>(string key, string problem, T instead)
    {
        errors.Add($"{section.Path}:{key} {problem}");
        return instead;
    }

    /// <summary>Reports every key that nobody has asked for: most are typing errors.</summary>
    public void ReportUnknown()
    {
        foreach (var child in section.GetChildren().Where(child => !_known.Contains(child.Key)))
        {
            Report(child.Key, $"is unknown. Known are {string.Join(", ", _known)}.", 0);
        }
    }
}
