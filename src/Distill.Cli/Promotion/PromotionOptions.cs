using System.CommandLine;

namespace Distill.Cli.Promotion;

/// <summary>Options that the commands about what is online share.</summary>
internal static class PromotionOptions
{
    /// <summary>The alias.</summary>
    public static Option<string> Alias() =>
        new("--alias")
        {
            Description = "The alias. Default: online",
            HelpName = "NAME",
            DefaultValueFactory = _ => "online",
        };

    /// <summary>Why a person does something.</summary>
    public static Option<string> Reason() =>
        new("--reason")
        {
            Description = "Why; kept in the trail",
            HelpName = "TEXT",
            DefaultValueFactory = _ => "",
        };
}
