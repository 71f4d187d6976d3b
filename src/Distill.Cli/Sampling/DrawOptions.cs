using System.CommandLine;
using System.Globalization;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Core.Filtering;
using Distill.Core.Sampling;

namespace Distill.Cli.Sampling;

/// <summary>The options that say how many records are taken.</summary>
internal sealed class DrawOptions
{
    private readonly Option<int?> _count = new("--count")
    {
        Description = "Most records, drawn by chance. Default: all that match",
        HelpName = "N",
    };
    private readonly Option<double?> _fraction = new("--fraction")
    {
        Description = "Chance of each record that matches, above 0 to 1",
        HelpName = "SHARE",
    };
    private readonly Option<int> _seed = new("--seed")
    {
        Description = "Seed of the draw: the same seed takes the same records. Default: 1",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };
    private readonly Option<string?> _stratify = new("--stratify")
    {
        Description = "Draw from each value of this field by itself, for example labels.intent",
        HelpName = "FIELD",
    };
    private readonly Option<string> _allocation = new("--allocation")
    {
        Description = "How strata share the count: proportional, or equal. Default: proportional",
        HelpName = "WAY",
        DefaultValueFactory = _ => "proportional",
    };
    private readonly Option<string[]> _strata = new("--strata")
    {
        Description = "Count of a stratum in place of --count; others are not taken; repeatable",
        HelpName = "VALUE=N",
        DefaultValueFactory = _ => [],
    };

    /// <summary>Options of their own.</summary>
    public DrawOptions() => _allocation.AcceptOnlyFromAmong("proportional", "equal");

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _count, _fraction, _seed, _stratify, _allocation, _strata })
        {
            command.Add(option);
        }
    }

    /// <summary>The draw.</summary>
    /// <exception cref="CliException">A field or a stratum is malformed.</exception>
    public SampleDraw Read(CommandContext context) =>
        new()
        {
            Count = context.Get(_count),
            Fraction = context.Get(_fraction),
            Seed = context.Get(_seed),
            Strata = Strata(context),
        };

    private Stratification? Strata(CommandContext context)
    {
        var counts = context.Get(_strata)!.Select(Stratum).ToList();
        if (context.Get(_stratify) is not { } written)
        {
            return counts.Count == 0 ? null : throw CliException.Usage("strata need their field", "--strata", "give --stratify FIELD, too");
        }

        var field =
            FilterField.Parse(written, out var error) ?? throw CliException.Usage(error!.Message, $"--stratify {written}", error.Remedy);
        return new Stratification(field)
        {
            Allocation = context.Get(_allocation) == "equal" ? StratumAllocation.Equal : StratumAllocation.Proportional,
            Counts =
                counts.Count == 0 ? null : counts.GroupBy(pair => pair.Name).ToDictionary(group => group.Key, group => group.Last().Count),
        };
    }

    private static (string Name, int Count) Stratum(string text)
    {
        var at = text.LastIndexOf('=');
        return at > 0 && int.TryParse(text[(at + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? (text[..at], count)
            : throw CliException.Usage(
                $"'{text}' is no stratum with its count",
                "--strata",
                "write VALUE=N, for example --strata refund=100"
            );
    }
}
