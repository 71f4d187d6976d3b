using Distill.Cli.CommandLine;
using Distill.Core.Inference;
using Distill.Core.Runs.Specs;
using Distill.LocalHost.Hosting;
using Microsoft.Extensions.Options;

namespace Distill.Cli.Failures;

/// <summary>Turns what ended a command into what is shown and returned. Pure.</summary>
internal static class FailureMap
{
    // errno ENOSPC, which .NET puts into HResult on Unix; ERROR_DISK_FULL is what it is on Windows.
    private const int NoSpaceUnix = 28;
    private const int NoSpaceWindows = unchecked((int)0x80070070);

    // What a spec's errors name in place of the file when the value came from the command line.
    private const string Override = "(override)";

    private const string ReadOnlyFileSystem = "Read-only file system";

    /// <summary>The failure that <paramref name="exception"/> stands for.</summary>
    public static Failure Of(Exception exception) =>
        exception switch
        {
            CliException known => known.Failure,
            InvalidRunSpecException spec => new Failure(ExitCode.Usage, [.. spec.Errors.Select(OfSpec)]),
            LocalHostException host => new Failure(ExitCode.Usage, host.Message),
            OptionsValidationException settings => new Failure(
                ExitCode.Usage,
                [.. settings.Failures.Select(failure => new Problem(failure, "host configuration"))]
            ),
            ModelAccessException model => new Failure(ExitCode.Failed, model.Message, $"model '{model.Model}'"),
            OperationCanceledException => new Failure(ExitCode.Failed, "stopped"),
            HttpRequestException http => new Failure(
                ExitCode.Failed,
                $"the host does not answer: {http.Message}",
                remedy: "see that it runs (distill up) and that the address is right"
            ),
            UnauthorizedAccessException denied => new Failure(
                ExitCode.Usage,
                denied.Message,
                remedy: "give yourself access to it, or choose another folder with --home"
            ),
            IOException { HResult: NoSpaceUnix or NoSpaceWindows } full => new Failure(
                ExitCode.Failed,
                $"the disk is full: {full.Message}",
                remedy: "free some space and give the same command again; it continues where it stopped"
            ),
            IOException io when io.Message.Contains(ReadOnlyFileSystem, StringComparison.OrdinalIgnoreCase) => new Failure(
                ExitCode.Usage,
                io.Message,
                remedy: "choose a folder that can be written to with --home"
            ),
            AggregateException { InnerExceptions: [var only] } => Of(only),
            _ => new Failure(
                ExitCode.Failed,
                [new Problem($"unexpected {exception.GetType().Name}: {FirstLine(exception.Message)}")],
                Unexpected: true
            ),
        };

    private static Problem OfSpec(SpecError error)
    {
        var field = error.Field.Length > 0 ? $"{error.Field}: " : "";
        var where = error.File == Override ? "--set" : $"{error.File}, line {error.Line}, column {error.Column}";
        return new Problem(field + error.Message, where, error.Remedy);
    }

    private static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd('\r');
}
