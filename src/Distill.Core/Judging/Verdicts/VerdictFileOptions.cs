using Distill.Core.Evaluation;
using Distill.Core.Judging.Pairwise;

namespace Distill.Core.Judging.Verdicts;

/// <summary>How a verdict file is read, where it is not in the documented form (docs/judging.md).</summary>
public sealed record VerdictFileOptions
{
    private static readonly string[] Fields =
    [
        "id",
        "order",
        "verdict",
        "verdict_swapped",
        "gold",
        "judge",
        "slice",
        "dimension",
        "candidate",
        "baseline",
    ];

    private static readonly string[] Meanings = ["first", "second", "candidate", "baseline", "tie", "invalid", "ab", "ba"];

    /// <summary>Columns by field: where <c>id</c>, <c>order</c>, <c>verdict</c>, <c>gold</c> and the others stand. A field left out stands under its own name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Columns { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Meanings of raw values, which come before the built-in ones: <c>first</c>, <c>second</c> (by place), <c>candidate</c>, <c>baseline</c>, <c>tie</c>, <c>invalid</c>, and for orders <c>ab</c>, <c>ba</c>.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>True when A and B in the gold column mean places like those of the verdict; by default A is the candidate in either order.</summary>
    public bool GoldByPlace { get; init; }

    /// <summary>True when A and B in the verdict column mean candidate and baseline in either order; by default they mean places.</summary>
    public bool VerdictByModel { get; init; }

    /// <summary>What the two orders make together.</summary>
    public OrderCombination Combination { get; init; }

    /// <summary>Longest line in bytes. Default 1 MiB.</summary>
    public int MaxLineBytes { get; init; } = 1024 * 1024;

    /// <summary>The options with columns as a user writes them: <c>id=question_id+turn</c> joins two columns.</summary>
    /// <exception cref="InvalidSettingException">A mapping has no '=', or the field is unknown.</exception>
    public VerdictFileOptions WithColumns(IEnumerable<string> mappings)
    {
        var columns = Columns.ToDictionary(StringComparer.Ordinal);
        foreach (var (field, column) in mappings.Select(Split))
        {
            if (!Fields.Contains(field, StringComparer.Ordinal))
            {
                throw new InvalidSettingException($"A verdict file has no field '{field}'; known are {string.Join(", ", Fields)}.");
            }

            columns[field] = column.Split('+', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        }

        return this with
        {
            Columns = columns,
        };
    }

    /// <summary>The options with meanings as a user writes them: <c>gpt-4=candidate</c>; <c>model_1</c> and <c>model_2</c> are candidate and baseline, too.</summary>
    /// <exception cref="InvalidSettingException">A mapping has no '=', or the meaning is unknown.</exception>
    public VerdictFileOptions WithValues(IEnumerable<string> mappings)
    {
        var values = new Dictionary<string, string>(Values, StringComparer.OrdinalIgnoreCase);
        foreach (var (raw, word) in mappings.Select(Split))
        {
            var meaning = word switch
            {
                "model_1" or "model_a" => "candidate",
                "model_2" or "model_b" => "baseline",
                _ => word,
            };
            if (!Meanings.Contains(meaning, StringComparer.Ordinal))
            {
                throw new InvalidSettingException($"A verdict cannot mean '{meaning}'; known are {string.Join(", ", Meanings)}.");
            }

            values[raw] = meaning;
        }

        return this with
        {
            Values = values,
        };
    }

    private static (string Left, string Right) Split(string mapping)
    {
        var at = mapping.LastIndexOf('=');
        return at > 0 && at < mapping.Length - 1
            ? (mapping[..at].Trim(), mapping[(at + 1)..].Trim())
            : throw new InvalidSettingException($"'{mapping}' is no mapping; write it as name=value.");
    }
}
