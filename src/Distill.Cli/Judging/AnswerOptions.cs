using System.CommandLine;
using Distill.Cli.CommandLine;

namespace Distill.Cli.Judging;

/// <summary>The options that say where the answers are.</summary>
internal sealed class AnswerOptions
{
    private readonly Argument<string?> _file = new("FILE")
    {
        Description = "Answers to judge, in any format of import",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private readonly Option<string[]> _pair = new("--pair")
    {
        Description = "Two answer files with the same ids, the one to compare with first; with FILE, two fields of it that hold answers",
        HelpName = "BASELINE CANDIDATE",
        Arity = new ArgumentArity(2, 2),
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<string?> _reference = new("--reference")
    {
        Description = "File whose answers are the references. Default: the field reference_response of the records",
        HelpName = "FILE",
    };
    private readonly Option<bool> _noReference = new("--no-reference") { Description = "Show the judge no reference" };
    private readonly Option<string[]> _map = new("--map")
    {
        Description = "Column or JSON path of a part: id, prompt, response, label.NAME, meta.NAME …; for all files; repeatable",
        HelpName = "PART=FIELD",
        DefaultValueFactory = _ => [],
    };
    private readonly Option<string[]> _slices = new("--slice")
    {
        Description = "Field whose values are slices: labels.NAME, meta.NAME, feedback; of verdicts a column; repeatable",
        HelpName = "FIELD",
        DefaultValueFactory = _ => [],
    };
    private readonly Option<int?> _limit = new("--limit") { Description = "Judge only so many records", HelpName = "N" };

    /// <summary>Adds argument and options to the command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_file);
        foreach (var option in new Option[] { _pair, _reference, _noReference, _map, _slices, _limit })
        {
            command.Add(option);
        }
    }

    /// <summary>The fields to slice by, as given.</summary>
    public string[] Slices(CommandContext context) => context.Get(_slices)!;

    /// <summary>What was given.</summary>
    public AnswerRequest Read(CommandContext context) =>
        new(
            context.Parsed.GetValue(_file),
            context.Get(_pair) is [var baseline, var candidate] ? (baseline, candidate) : null,
            context.Get(_reference),
            context.Get(_noReference),
            context.Get(_map)!,
            context.Get(_slices)!,
            context.Get(_limit) ?? int.MaxValue
        );
}
