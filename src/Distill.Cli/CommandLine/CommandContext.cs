using System.CommandLine;
using Distill.Cli.Terminal;
using Distill.LocalHost.Hosting.Storage;

namespace Distill.Cli.CommandLine;

/// <summary>What a command works with besides its own options.</summary>
/// <param name="Parsed">The parsed command line.</param>
/// <param name="Terminal">Where output goes.</param>
/// <param name="Home">Absolute path of the folder that holds all state; need not exist.</param>
/// <param name="ConfigFile">Absolute path of the host configuration, or null when none was named and there is no <c>distill.yaml</c>.</param>
/// <param name="Storage">The storage named by option, or null to take the configuration's.</param>
/// <param name="Time">The clock.</param>
internal sealed record CommandContext(
    ParseResult Parsed,
    CliTerminal Terminal,
    string Home,
    string? ConfigFile,
    string? Storage,
    TimeProvider Time
)
{
    /// <summary>Settings by option, which override configuration file and environment.</summary>
    public IReadOnlyDictionary<string, string?> Settings =>
        Storage is null ? new Dictionary<string, string?>() : new Dictionary<string, string?> { [HostStorage.KindSetting] = Storage };

    /// <summary>The value of an option.</summary>
    public T? Get<T>(Option<T> option) => Parsed.GetValue(option);

    /// <summary>The value of a required argument.</summary>
    public T Get<T>(Argument<T> argument) => Parsed.GetRequiredValue(argument);
}
