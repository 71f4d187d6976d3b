using Distill.Cli.CommandLine;

namespace Distill.Cli.Failures;

/// <summary>Ends the command with a failure that a person can mend.</summary>
/// <param name="failure">What is wrong.</param>
/// <param name="inner">The cause.</param>
internal sealed class CliException(Failure failure, Exception? inner = null)
    : Exception(string.Join(Environment.NewLine, failure.Problems.Select(problem => problem.Message)), inner)
{
    /// <summary>What is wrong.</summary>
    public Failure Failure { get; } = failure;

    /// <summary>Wrong usage or input; nothing was begun.</summary>
    public static CliException Usage(string message, string? where = null, string? remedy = null, Exception? inner = null) =>
        new(new Failure(ExitCode.Usage, message, where, remedy), inner);

    /// <summary>The work was begun and failed.</summary>
    public static CliException Failed(string message, string? where = null, string? remedy = null, Exception? inner = null) =>
        new(new Failure(ExitCode.Failed, message, where, remedy), inner);
}
