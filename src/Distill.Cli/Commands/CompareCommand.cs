using System.CommandLine;
using Distill.Cli.CommandLine;
using Distill.Cli.Comparing;
using Distill.Cli.Failures;
using Distill.Cli.Import;
using Distill.Core.Evaluation.Comparing;
using Distill.Core.Formats;

namespace Distill.Cli.Commands;

/// <summary><c>distill compare</c>: two files of answers against gold labels or references. Needs no host.</summary>
internal sealed class CompareCommand : DistillCommand
{
    private readonly Argument<string> _baseline = new("BASELINE")
    {
        Description = "Answers to measure against, in any format of import, with ids",
    };
    private readonly Argument<string> _candidate = new("CANDIDATE") { Description = "The new answers, with the same ids" };
    private readonly Option<string?> _reference = new("--reference")
    {
        Description =
            "File whose answers are the expected ones. Default: the label that --gold names; with --by texts also the field reference_response",
        HelpName = "FILE",
    };
    private readonly Option<string> _gold = new("--gold")
    {
        Description = "Label of the samples, in either file, that is the expected answer. Default: gold",
        HelpName = "LABEL",
        DefaultValueFactory = _ => "gold",
    };
    private readonly Option<string[]> _map = new("--map")
    {
        Description = "Column or JSON path of a part: id, prompt, response, label.NAME …; for all files; repeatable",
        HelpName = "PART=FIELD",
        DefaultValueFactory = _ => [],
    };
    private readonly Option<int> _worst = new("--worst")
    {
        Description = "How many regressions are shown. Default: 5",
        HelpName = "N",
        DefaultValueFactory = _ => 5,
    };

    private readonly EvaluatedComparison _evaluated = new();

    /// <summary>The command.</summary>
    public CompareCommand()
        : base(
            CommandGroup.Data,
            "compare",
            "Compare two files of answers by id (metrics, paired difference, worst regressions first), two runs, or two reports.",
            new Example("distill compare before.jsonl after.jsonl --reference gold.jsonl", "against reference answers"),
            new Example("distill compare a.csv b.csv --map id=key --map response=answer --map label.gold=y", "against gold labels"),
            new Example(
                "distill compare before.jsonl after.jsonl --by labels --labels yes,no --html c.html",
                "accuracy, macro-F1, confusion"
            ),
            new Example("distill compare RUN1 RUN2", "two runs, sample by sample where both measured the same ones")
        )
    {
        _worst.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 10_000)
            {
                result.AddError("--worst must be within 0 to 10000.");
            }
        });
        Add(_baseline);
        Add(_candidate);
        Add(_reference);
        Add(_gold);
        Add(_map);
        Add(_worst);
        _evaluated.AddTo(this);
    }

    /// <inheritdoc />
    public override bool OpensStorage => true;

    /// <inheritdoc />
    public override async Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var left = await ComparedReports.FindAsync(context.Get(_baseline), context, cancellationToken);
        var right = await ComparedReports.FindAsync(context.Get(_candidate), context, cancellationToken);
        if (left is not null && right is not null)
        {
            var compared = ComparedFigures.Of(left, right);
            context.Terminal.Write(compared, console => ReportsView.Write(console, compared));
            return ExitCode.Done;
        }

        return await CompareAnswersAsync(context, cancellationToken);
    }

    private async Task<int> CompareAnswersAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var options = new ImportOptions { Mapping = MappingOptions.Parse(context.Get(_map)!) };
        var label = context.Get(_gold)!;
        var baseline = await AnswerFile.ReadAsync(context.Get(_baseline), options, label, cancellationToken);
        var candidate = await AnswerFile.ReadAsync(context.Get(_candidate), options, label, cancellationToken);
        var expected = context.Get(_reference) is { } path
            ? (await AnswerFile.ReadAsync(path, options, label, cancellationToken)).Answers
            : candidate.Labels.Concat(baseline.Labels).DistinctBy(pair => pair.Key).ToDictionary(StringComparer.Ordinal);
        if (_evaluated.IsWanted(context))
        {
            return await _evaluated.RunAsync(context, baseline, candidate, expected, cancellationToken);
        }

        var both = baseline.Answers.Keys.Where(candidate.Answers.ContainsKey).ToList();
        var pairs = both.Where(expected.ContainsKey)
            .Select(id => new AnswerPair(id, expected[id], baseline.Answers[id], candidate.Answers[id]))
            .ToList();
        RefuseNothing(both, pairs, candidate.Name);
        var left = new Dictionary<string, long>
        {
            ["only in the baseline"] = baseline.Answers.Count - both.Count,
            ["only in the candidate"] = candidate.Answers.Count - both.Count,
            ["without an expected answer"] = both.Count - pairs.Count,
            ["records rejected"] = baseline.Rejected + candidate.Rejected,
        };
        var comparison = AnswerComparison.Of(pairs, context.Get(_worst));
        context.Terminal.Write(new { Left = left, Comparison = comparison }, console => ComparisonView.Write(console, comparison, left));
        return ExitCode.Done;
    }

    private static void RefuseNothing(List<string> both, List<AnswerPair> pairs, string file)
    {
        if (both.Count == 0)
        {
            throw CliException.Usage("the files have no id in common", file, "name the field that holds it: --map id=FIELD");
        }

        if (pairs.Count == 0)
        {
            throw CliException.Usage(
                "no answer has an expected one",
                file,
                "name a file with --reference, or a label with --gold and --map label.gold=FIELD"
            );
        }
    }
}
