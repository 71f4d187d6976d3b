using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Core.Insight;

namespace Distill.Cli.Insight;

/// <summary>Reads a question off the command line.</summary>
internal static class InsightOptions
{
    /// <summary>The question.</summary>
    /// <exception cref="CliException">Something is wrong; all of it is told at once.</exception>
    public static InsightQuestion Read(IReadOnlyList<string> fields, string? where, string? by)
    {
        var problems = new List<Problem>();
        var question = InsightQuestion.Parse(
            fields,
            where,
            by,
            (part, text, error) => problems.Add(new Problem($"{error.Message}\n{error.Caret(text)}", $"--{part}", error.Remedy))
        );
        return problems.Count == 0 ? question : throw new CliException(new Failure(ExitCode.Usage, problems));
    }
}
