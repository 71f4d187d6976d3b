using System.CommandLine;

namespace Distill.Cli.Runs;

/// <summary>Options that run commands share.</summary>
internal static class RunCommandOptions
{
    /// <summary>The host to talk to.</summary>
    public static Option<Uri?> Host() =>
        new("--host")
        {
            Description = "Address of a host, for example http://127.0.0.1:5210 or a deployed app. Default: the home's own",
            HelpName = "URL",
            CustomParser = UrlOption.Parse,
        };
}
