using System.CommandLine;
using System.Globalization;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Core.Augmentation;

namespace Distill.Cli.Augmenting;

/// <summary>The options that say how classes are filled up.</summary>
internal sealed class AugmentOptions
{
    private readonly Option<string> _target = new("--target")
    {
        Description = "Rows of each class: a number, or a share of the largest class. Default: 50%",
        HelpName = "200|50%",
        DefaultValueFactory = _ => "50%",
    };
    private readonly Option<string?> _methods = new("--methods")
    {
        Description = $"Of {string.Join(", ", AugmentationMethods.Names)}. Default: {string.Join(",", AugmentationMethods.Usual)}",
        HelpName = "A,B",
    };
    private readonly Option<double> _ratio = new("--max-ratio")
    {
        Description = "Most new rows for each row of a class. Default: 5",
        HelpName = "N",
        DefaultValueFactory = _ => 5,
    };
    private readonly Option<int> _variants = new("--variants")
    {
        Description = "Texts asked for in one call. Default: 4",
        HelpName = "N",
        DefaultValueFactory = _ => 4,
    };
    private readonly Option<double> _yield = new("--expected-yield")
    {
        Description = "Share of the texts that is expected to be kept; it decides how many calls are made. Default: 0.6",
        HelpName = "SHARE",
        DefaultValueFactory = _ => 0.6,
    };
    private readonly Option<string> _similarity = new("--similarity")
    {
        Description = "ROUGE-L with the seed, from and to. Default: 0.1-0.7",
        HelpName = "LOW-HIGH",
        DefaultValueFactory = _ => "0.1-0.7",
    };
    private readonly Option<decimal?> _budget = new("--budget")
    {
        Description = "Money for all calls. Default: no limit",
        HelpName = "MONEY",
    };
    private readonly Option<int> _seed = new("--seed")
    {
        Description = "Seed of the choice of seeds. Default: 1",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [_target, _methods, _ratio, _variants, _yield, _similarity, _budget, _seed];

    /// <summary>What was given.</summary>
    /// <exception cref="CliException">A value is out of range or unknown.</exception>
    public AugmentationOptions Read(CommandContext context)
    {
        var (low, high) = Range(context.Get(_similarity)!);
        var options = new AugmentationOptions
        {
            Target =
                AugmentationTarget.Parse(context.Get(_target)!)
                ?? throw CliException.Usage($"'{context.Get(_target)}' is no target", "--target", "write rows (200) or a share (50%)"),
            Methods = Methods(context.Get(_methods)),
            MaxRatio = context.Get(_ratio),
            VariantsPerCall = context.Get(_variants),
            ExpectedYield = context.Get(_yield),
            MinSimilarity = low,
            MaxSimilarity = high,
            Budget = context.Get(_budget),
            Seed = context.Get(_seed),
        };
        return options.Validate() is { } wrong ? throw CliException.Usage(wrong, "distill augment") : options;
    }

    private static IReadOnlyList<AugmentationMethod> Methods(string? text) =>
        [
            .. (
                text?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? AugmentationMethods.Usual
            ).Select(name =>
                AugmentationMethods.Find(name)
                ?? throw CliException.Usage(
                    $"'{name}' is no method",
                    "--methods",
                    $"name some of {string.Join(", ", AugmentationMethods.Names)}"
                )
            ),
        ];

    private static (double Low, double High) Range(string text) =>
        text.Split('-') is [var first, var second] && Number(first) is { } low && Number(second) is { } high
            ? (low, high)
            : throw CliException.Usage($"'{text}' is no range", "--similarity", "write it like 0.1-0.7");

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
