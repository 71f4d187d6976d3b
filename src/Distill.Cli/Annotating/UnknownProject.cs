using Distill.Cli.Failures;

namespace Distill.Cli.Annotating;

/// <summary>There is no annotation project of this id.</summary>
internal static class UnknownProject
{
    /// <summary>The failure.</summary>
    public static CliException Of(string id) =>
        CliException.Usage(
            $"there is no annotation project '{id}'",
            "PROJECT",
            $"make it with distill annotate {id} --new, or name another with --home or --host"
        );
}
