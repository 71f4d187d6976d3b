using System.Collections;
using Microsoft.Extensions.Configuration;

namespace Distill.LocalHost.Hosting.Configuration;

/// <summary>Puts the host's settings together: file, then environment (<c>DISTILL_…</c>, <c>__</c> for a colon), then what the caller overrides.</summary>
public static class HostSettings
{
    private const string DefaultFile = "distill.yaml";
    private const string EnvironmentPrefix = "DISTILL_";
    private static readonly string[] TelemetryPrefixes = ["OTEL_", "APPLICATIONINSIGHTS_"];

    /// <summary>What holds when nothing else is said.</summary>
    private static readonly Dictionary<string, string?> Defaults = new(StringComparer.OrdinalIgnoreCase)
    {
        ["SweepSchedule"] = "0 * * * * *",
        ["AnnotationExpirySchedule"] = "30 * * * * *",
        ["LogExpirySchedule"] = "0 30 * * * *",
        ["SampleLogsSchedule"] = "15 * * * * *",
    };

    /// <summary>Adds the sources to a configuration.</summary>
    /// <exception cref="LocalHostException">A named file is missing, or a file is not valid; the message has file and line.</exception>
    public static void AddTo(IConfigurationBuilder configuration, LocalHostOptions options)
    {
        configuration.AddInMemoryCollection(Defaults);
        if (FindFile(options.ConfigFile) is { } file)
        {
            configuration.AddInMemoryCollection(YamlSettings.Read(file));
        }

        configuration.AddInMemoryCollection(TelemetryVariables());
        configuration.AddEnvironmentVariables(EnvironmentPrefix);
        configuration.AddInMemoryCollection(options.Settings);
    }

    // Their names are fixed by others, so they stand without the prefix of all other settings.
    private static IEnumerable<KeyValuePair<string, string?>> TelemetryVariables() =>
        Environment
            .GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .Where(variable => TelemetryPrefixes.Any(prefix => ((string)variable.Key).StartsWith(prefix, StringComparison.Ordinal)))
            .Select(variable => new KeyValuePair<string, string?>((string)variable.Key, (string?)variable.Value));

    private static string? FindFile(string? named)
    {
        if (named is null)
        {
            return File.Exists(DefaultFile) ? DefaultFile : null;
        }

        return File.Exists(named)
            ? named
            : throw new LocalHostException($"The configuration file '{named}' does not exist. Mend the path given with --config.");
    }
}
