using System.CommandLine;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Cli.Files;
using Distill.Cli.Judging;
using Distill.Core.Evaluation;
using Distill.Core.Judging.Pairwise;
using Distill.Core.Judging.Verdicts;

namespace Distill.Cli.Verdicts;

/// <summary><c>distill judge --from-verdicts</c>: recomputes a judge's figures from its raw verdicts.</summary>
internal sealed class VerdictRecount
{
    private readonly Option<string?> _file = new("--from-verdicts")
    {
        Description = "Recompute the figures of raw verdicts, one a line: JSON lines, or CSV/TSV with a header; - reads standard input",
        HelpName = "FILE",
    };
    private readonly Option<string[]> _columns = List(
        "--columns",
        "Where fields stand: id, order, verdict, verdict_swapped, gold, judge, slice, dimension, candidate, baseline; a+b joins two columns",
        "FIELD=COLUMN,…"
    );
    private readonly Option<string[]> _values = List(
        "--values",
        "What raw values mean: first, second, candidate, baseline, tie, invalid, and for orders ab, ba",
        "VALUE=MEANING,…"
    );
    private readonly Option<bool> _byModel = new("--verdict-by-model") { Description = "A and B name candidate and baseline, not places" };
    private readonly Option<bool> _goldByPlace = new("--gold-by-place") { Description = "A and B of the votes name places, like verdicts" };
    private readonly Option<bool> _tieYields = new("--tie-yields")
    {
        Description = "A tie in one order yields to what the other order says (JudgeBench); default: any contradiction is a tie",
    };
    private readonly Option<string?> _html = new("--html") { Description = "Also write the figures as a page", HelpName = "FILE" };
    private readonly Option<string?> _rejects = new("--rejects")
    {
        Description = "Write the lines that could not be used, with reasons",
        HelpName = "FILE",
    };

    /// <summary>Adds its options to the command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_file);
        command.Add(_columns);
        command.Add(_values);
        command.Add(_byModel);
        command.Add(_goldByPlace);
        command.Add(_tieYields);
        command.Add(_rejects);
    }

    /// <summary>True when it is asked for.</summary>
    public bool IsWanted(CommandContext context) => context.Get(_file) is not null;

    /// <summary>How two orders become one outcome, as asked for.</summary>
    public OrderCombination Combination(CommandContext context) =>
        context.Get(_tieYields) ? OrderCombination.TieYields : OrderCombination.Strict;

    /// <summary>Reads the verdicts and shows the figures.</summary>
    /// <param name="context">The options.</param>
    /// <param name="output">Where else the figures go.</param>
    /// <param name="slices">The columns whose values are slices; at most one.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<int> RunAsync(CommandContext context, ReportOutput output, string[] slices, CancellationToken cancellationToken)
    {
        var path = context.Get(_file)!;
        var options = FileOptions(context, slices);
        await using var content = InputFile.Open(path, "file of verdicts");
        await using var rejects = new RejectsFile(context.Get(_rejects));
        var tally = new VerdictTally(options);
        await foreach (var line in VerdictFile.ReadAsync(content, InputFile.Name(path), options, cancellationToken))
        {
            tally.Add(line);
            if (line.Reject is { } reject)
            {
                await rejects.AddAsync(reject, cancellationToken);
            }
        }

        await rejects.CommitAsync(cancellationToken);
        var summary = tally.Summarize();
        RefuseNothing(summary, rejects, path);
        var (markdown, html) = await output.WriteAsync(
            context,
            () => VerdictRendering.Markdown(summary),
            () => VerdictRendering.Html(summary),
            cancellationToken
        );
        context.Terminal.Write(
            new
            {
                File = path,
                Summary = summary,
                FirstRejects = rejects.First,
                RejectsFile = rejects.Path,
                Markdown = markdown,
                Html = html,
            },
            console => VerdictView.Write(console, summary, rejects)
        );
        return ExitCode.Done;
    }

    private static Option<string[]> List(string name, string description, string form) =>
        new(name)
        {
            Description = description + "; repeatable",
            HelpName = form,
            DefaultValueFactory = _ => [],
        };

    private static IEnumerable<string> Split(string[] lists) =>
        lists.SelectMany(list => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private VerdictFileOptions FileOptions(CommandContext context, string[] slices)
    {
        var options = new VerdictFileOptions
        {
            VerdictByModel = context.Get(_byModel),
            GoldByPlace = context.Get(_goldByPlace),
            Combination = Combination(context),
        };
        if (slices.Length > 1)
        {
            throw CliException.Usage("verdicts have one column of slices", "--slice", "name one; a+b joins two columns");
        }

        var columns = Split(context.Get(_columns)!).Concat(slices.Select(slice => $"slice={slice}"));
        options = Set("--columns", () => options.WithColumns(columns));
        return Set("--values", () => options.WithValues(Split(context.Get(_values)!)));
    }

    private static VerdictFileOptions Set(string option, Func<VerdictFileOptions> set)
    {
        try
        {
            return set();
        }
        catch (InvalidSettingException wrong)
        {
            throw CliException.Usage(wrong.Message, option, "docs/judging.md describes verdict files", wrong);
        }
    }

    private static void RefuseNothing(VerdictSummary summary, RejectsFile rejects, string path)
    {
        if (summary.Verdicts > 0)
        {
            return;
        }

        const string Remedy = "say where the fields stand with --columns; docs/judging.md describes the file";
        var (message, where) = rejects.First is [var first, ..]
            ? ($"no line is a verdict; the first: {RejectText.Of(first)}", $"{InputFile.Name(path)}, line {first.Line}")
            : ("the file holds no verdict", InputFile.Name(path));
        throw CliException.Usage(message, where, Remedy);
    }
}
