using System.CommandLine;
using Distill.LocalHost.Hosting.Storage;

namespace Distill.Cli.CommandLine;

/// <summary>The options that every command takes. One instance belongs to one root command.</summary>
internal sealed class GlobalOptions
{
    /// <summary>The options.</summary>
    public GlobalOptions()
    {
        Storage.AcceptOnlyFromAmong([.. Enum.GetNames<StorageKind>().Select(name => name.ToLowerInvariant())]);
    }

    /// <summary>Where state lives.</summary>
    public Option<string?> Home { get; } =
        new("--home")
        {
            Description = "Folder that holds all state. Default: $DISTILL_HOME, else .distill in the working directory",
            HelpName = "DIR",
            Recursive = true,
        };

    /// <summary>The host configuration.</summary>
    public Option<string?> Config { get; } =
        new("--config")
        {
            Description = "Host configuration: models and limits. Default: distill.yaml in the working directory",
            HelpName = "FILE",
            Recursive = true,
        };

    /// <summary>Machine-readable output.</summary>
    public Option<bool> Json { get; } =
        new("--json") { Description = "Machine-readable: one JSON document on stdout, everything else on stderr", Recursive = true };

    /// <summary>No colours.</summary>
    public Option<bool> NoColor { get; } = new("--no-color") { Description = "No colours ($NO_COLOR does the same)", Recursive = true };

    /// <summary>Details of failures.</summary>
    public Option<bool> Verbose { get; } =
        new("--verbose") { Description = "Show stack traces and the host's log on stderr", Recursive = true };

    /// <summary>Which storage; only for commands that open it.</summary>
    public Option<string?> Storage { get; } =
        new("--storage")
        {
            Description = "local (in the home) or azure (the account of Storage:… in the configuration). Default: Storage:Kind, else local",
            HelpName = "KIND",
        };

    /// <summary>Those of every command, as the help lists them.</summary>
    public IReadOnlyList<Option> All => [Home, Config, Json, NoColor, Verbose];
}
