using Distill.LocalHost.Hosting;
using Distill.LocalHost.Hosting.Configuration;
using Microsoft.Extensions.Configuration;

namespace Distill.Cli.Hosting;

/// <summary>The configuration that a local host would read: file, then environment.</summary>
internal static class HostConfiguration
{
    /// <summary>Reads it.</summary>
    /// <param name="configFile">The file, or null for none.</param>
    /// <param name="settings">Settings that override it.</param>
    /// <exception cref="LocalHostException">The file is not valid; the message has file and line.</exception>
    public static IConfigurationRoot Read(string? configFile, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var builder = new ConfigurationBuilder();
        HostSettings.AddTo(
            builder,
            new LocalHostOptions { ConfigFile = configFile, Settings = settings ?? new Dictionary<string, string?>(StringComparer.Ordinal) }
        );
        return builder.Build();
    }
}
