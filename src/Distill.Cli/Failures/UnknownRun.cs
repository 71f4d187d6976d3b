namespace Distill.Cli.Failures;

/// <summary>There is no run of this id.</summary>
internal static class UnknownRun
{
    /// <summary>The failure.</summary>
    public static CliException Of(string id, string home) =>
        CliException.Usage($"there is no run '{id}'", home, "distill runs lists the runs; --home or --host looks elsewhere");
}
