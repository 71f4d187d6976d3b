using Distill.Cli.Failures;

namespace Distill.Cli.CommandLine;

/// <summary>Where state and configuration are, by option, environment and working directory.</summary>
internal static class HomeFolder
{
    /// <summary>Absolute path of the home: the option, else <c>DISTILL_HOME</c>, else <c>.distill</c> in the working directory.</summary>
    public static string Resolve(string? option)
    {
        var named = !string.IsNullOrWhiteSpace(option) ? option : Environment.GetEnvironmentVariable("DISTILL_HOME");
        return Path.GetFullPath(string.IsNullOrWhiteSpace(named) ? ".distill" : named);
    }

    /// <summary>Absolute path of the host configuration: the option, else <c>distill.yaml</c> in the working directory if there is one, else null.</summary>
    /// <exception cref="CliException">The file named by the option is not there.</exception>
    public static string? ResolveConfig(string? option)
    {
        if (string.IsNullOrWhiteSpace(option))
        {
            var common = Path.GetFullPath("distill.yaml");
            return File.Exists(common) ? common : null;
        }

        var path = Path.GetFullPath(option);
        return File.Exists(path)
            ? path
            : throw CliException.Usage(
                "there is no such configuration file",
                path,
                "correct --config, or leave it out to use distill.yaml of the working directory"
            );
    }
}
