using System.CommandLine;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Cli.Files;
using Distill.Cli.Verdicts;
using Distill.Core.Evaluation;
using Distill.Core.Judging.Pairwise;
using Distill.Core.Judging.Verdicts;

namespace Distill.Cli.Commands;

/// <summary><c>distill judge --from-verdicts</c>: recomputes a judge's figures from its raw verdicts. Needs no host.</summary>
internal sealed class JudgeCommand : DistillCommand
{
    private readonly Option<string> _file = new("--from-verdicts")
    {
        Description = "Verdicts, one a line: JSON lines, or CSV/TSV with a header; - reads standard input",
        HelpName = "FILE",
        Required = true,
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
    private readonly Option<string?> _slice = new("--slice") { Description = "Column whose values are slices", HelpName = "COLUMN" };
    private readonly Option<bool> _byModel = new("--verdict-by-model") { Description = "A and B name candidate and baseline, not places" };
    private readonly Option<bool> _goldByPlace = new("--gold-by-place") { Description = "A and B of the votes name places, like verdicts" };
    private readonly Option<bool> _tieYields = new("--tie-yields")
    {
        Description = "A tie in one order yields to what the other order says (JudgeBench); default: any contradiction is a tie",
    };
    private readonly Option<string?> _markdown = new("--markdown")
    {
        Description = "Also write the figures as Markdown",
        HelpName = "FILE",
    };
    private readonly Option<string?> _html = new("--html") { Description = "Also write the figures as a page", HelpName = "FILE" };
    private readonly Option<string?> _rejects = new("--rejects")
    {
        Description = "Write the lines that could not be used, with reasons",
        HelpName = "FILE",
    };

    /// <summary>The command.</summary>
    public JudgeCommand()
        : base(
            CommandGroup.Data,
            "judge",
            "Agreement, consistency, win rate and bias of a judge, recomputed from its raw verdicts.",
            new Example("distill judge --from-verdicts verdicts.jsonl", "the documented form: id, order, verdict, gold"),
            new Example("distill judge --from-verdicts v.csv --columns id=pair,verdict=winner --slice category", "other names"),
            new Example("distill judge --from-verdicts v.jsonl --values llama=candidate,gpt=baseline", "models by name")
        )
    {
        Add(_file);
        Add(_columns);
        Add(_values);
        Add(_slice);
        Add(_byModel);
        Add(_goldByPlace);
        Add(_tieYields);
        Add(_markdown);
        Add(_html);
        Add(_rejects);
    }

    /// <inheritdoc />
    public override async Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var path = context.Get(_file)!;
        var options = FileOptions(context);
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
        var markdown = await WriteAsync(context.Get(_markdown), VerdictRendering.Markdown(summary), cancellationToken);
        var html = await WriteAsync(context.Get(_html), VerdictRendering.Html(summary), cancellationToken);
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

    private VerdictFileOptions FileOptions(CommandContext context)
    {
        var options = new VerdictFileOptions
        {
            VerdictByModel = context.Get(_byModel),
            GoldByPlace = context.Get(_goldByPlace),
            Combination = context.Get(_tieYields) ? OrderCombination.TieYields : OrderCombination.Strict,
        };
        var columns = Split(context.Get(_columns)!);
        columns = context.Get(_slice) is { } slice ? columns.Append($"slice={slice}") : columns;
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

    private static async Task<string?> WriteAsync(string? path, string text, CancellationToken cancellationToken) =>
        path is null ? null : await OutputFile.WriteTextAsync(path, text, cancellationToken);
}
