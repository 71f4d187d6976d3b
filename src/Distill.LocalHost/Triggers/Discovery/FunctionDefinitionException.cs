namespace Distill.LocalHost.Triggers.Discovery;

/// <summary>Functions of the app are declared wrongly. All of the problems are in the message, one a line, each with the method it is about.</summary>
public sealed class FunctionDefinitionException(IReadOnlyList<string> problems)
    : Exception("Functions are declared wrongly:" + string.Concat(problems.Select(problem => "\n- " + problem)))
{
    /// <summary>The problems.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
