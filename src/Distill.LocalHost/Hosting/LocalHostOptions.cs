using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Distill.LocalHost.Hosting;

/// <summary>How a local host is started.</summary>
public sealed record LocalHostOptions
{
    /// <summary>Folder of all data. Default null: the environment variable <c>DISTILL_HOME</c>, else <c>.distill</c> in the working directory.</summary>
    public string? Home { get; init; }

    /// <summary>Configuration file (YAML). Default null: <c>distill.yaml</c> in the working directory, if there is one. A file that is named must exist.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>
    /// Addresses to listen on, separated by semicolons; port 0 takes a free one. Default null: the setting <c>Urls</c>, else <see cref="DefaultUrls"/>.
    /// An address that is not a loopback address needs a key in <c>Auth:Keys</c>, or <c>Auth:Entra</c>.
    /// </summary>
    public string? Urls { get; init; }

    /// <summary>Settings that override file and environment.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How long a stop waits for running requests, activities and triggers. Default 30 seconds, 0 to 10 minutes.</summary>
    public TimeSpan ShutdownGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Classes whose functions are hosted. Default null: all of the app's.</summary>
    public IReadOnlyCollection<Type>? FunctionTypes { get; init; }

    /// <summary>Further registrations, after the host's own; the last one of a service wins.</summary>
    public Action<IServiceCollection>? ConfigureServices { get; init; }

    /// <summary>Logging in place of the default, which is one line an event on standard error from level <c>Warning</c>.</summary>
    public Action<ILoggingBuilder>? ConfigureLogging { get; init; }

    /// <summary>Where the host listens when nothing else is said.</summary>
    public const string DefaultUrls = "http://127.0.0.1:5210";
}
