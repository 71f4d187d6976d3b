using System.CommandLine;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Core.Sampling;

namespace Distill.Cli.Sampling;

/// <summary>The options that say which records are meant.</summary>
internal sealed class SelectionOptions
{
    private readonly WindowOptions _window = new();
    private readonly Option<string?> _where = new("--where")
    {
        Description = "A filter expression, for example 'labels.intent in (\"a\", \"b\") and not turns > 3'",
        HelpName = "FILTER",
    };
    private readonly Option<string[]> _any = Words(
        "--any",
        "One of these occurs: a text in any case, or /pattern/ or /pattern/i; repeatable"
    );
    private readonly Option<string[]> _all = Words("--all", "Each of these occurs; repeatable");
    private readonly Option<string[]> _none = Words("--none", "None of these occurs; repeatable");
    private readonly Option<string[]> _in = new("--in")
    {
        Description = "Field in which keywords are looked for; repeatable. Default: prompt and answer",
        HelpName = "FIELD",
        DefaultValueFactory = _ => [],
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        _window.AddTo(command);
        foreach (var option in new Option[] { _where, _any, _all, _none, _in })
        {
            command.Add(option);
        }
    }

    /// <summary>The selection.</summary>
    /// <exception cref="CliException">Something is wrong; all of it is told at once.</exception>
    public LogSelection Read(CommandContext context)
    {
        var problems = new List<Problem>();
        var written = _window.Read(context) with
        {
            Filter = context.Get(_where),
            Any = context.Get(_any)!,
            All = context.Get(_all)!,
            None = context.Get(_none)!,
            In = context.Get(_in)!,
        };
        var selection = written.Read((part, message, remedy) => problems.Add(new Problem(message, Option(part), remedy)));
        return problems.Count == 0 ? selection : throw new CliException(new Failure(ExitCode.Usage, problems));
    }

    private static Option<string[]> Words(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "WORD",
            DefaultValueFactory = _ => [],
        };

    private static string Option(string part) => part == "filter" ? "--where" : "--" + part.Split('[')[0];
}
