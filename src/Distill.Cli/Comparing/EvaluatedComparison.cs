using System.CommandLine;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Cli.Files;
using Distill.Cli.Judging;
using Distill.Core.Evaluation;
using Distill.Core.Evaluation.Checks;
using Distill.Core.Evaluation.Measuring;
using Distill.Core.Reporting.Evaluations;

namespace Distill.Cli.Comparing;

/// <summary><c>distill compare --by</c>: measures two files of answers as an evaluation run would.</summary>
internal sealed class EvaluatedComparison
{
    private readonly Option<string?> _by = new("--by")
    {
        Description = "labels (accuracy, macro-F1, confusion), texts or checks (programs): a full evaluation. Default: texts in short",
        HelpName = "MODE",
    };
    private readonly Option<string[]> _labels = new("--labels")
    {
        Description = "With --by labels: the classes, found in the answers' text. Default: the trimmed answer is the label",
        HelpName = "A,B,…",
        DefaultValueFactory = _ => [],
    };
    private readonly Option<string[]> _checks = new("--check")
    {
        Description = $"With --by checks: {string.Join(", ", AnswerChecks.Names)}; repeatable. Default: {AnswerChecks.Default}",
        HelpName = "NAME",
        DefaultValueFactory = _ => [],
    };
    private readonly Option<string?> _schema = new("--schema")
    {
        Description = "With --by checks: a JSON Schema that the answers have to fit",
        HelpName = "FILE",
    };
    private readonly Option<string[]> _slices = new("--slice")
    {
        Description = "With --by: field whose values are slices: labels.NAME, meta.NAME, feedback; repeatable",
        HelpName = "FIELD",
        DefaultValueFactory = _ => [],
    };
    private readonly ReportOutput _output = new();

    /// <summary>Adds its options to the command.</summary>
    public void AddTo(Command command)
    {
        _by.AcceptOnlyFromAmong("labels", "texts", "checks");
        command.Add(_by);
        command.Add(_labels);
        command.Add(_checks);
        command.Add(_schema);
        command.Add(_slices);
        _output.AddTo(command);
    }

    /// <summary>True when it is asked for.</summary>
    public bool IsWanted(CommandContext context) => context.Get(_by) is not null;

    /// <summary>Measures and shows.</summary>
    /// <param name="context">The options.</param>
    /// <param name="baseline">The answers to measure against.</param>
    /// <param name="candidate">The new answers.</param>
    /// <param name="expected">Expected labels or references, by id.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<int> RunAsync(
        CommandContext context,
        AnswerFile baseline,
        AnswerFile candidate,
        IReadOnlyDictionary<string, string> expected,
        CancellationToken cancellationToken
    )
    {
        var mode = Enum.Parse<EvaluationMode>(context.Get(_by)!, ignoreCase: true);
        var labels = context
            .Get(_labels)!
            .SelectMany(list => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        var format = new AnswerFormat { Labels = [.. labels] };
        format = format.Labels.Count > 0 ? format with { Kind = "label" } : format;
        expected = mode == EvaluationMode.Texts && expected.Count == 0 ? References(candidate) : expected;
        var checks = mode == EvaluationMode.Checks ? await ChecksAsync(context, cancellationToken) : [];
        var slices = Slices(context.Get(_slices)!);
        var report = AnswerEvaluation.Measure(mode, baseline, candidate, expected, format, checks, slices, context.Time.GetUtcNow());
        RefuseNothing(report, candidate.Name);
        var (markdown, html) = await _output.WriteAsync(
            context,
            () => EvaluationMarkdown.Render(report),
            () => EvaluationHtml.Render(report),
            cancellationToken
        );
        context.Terminal.Write(
            new
            {
                Report = report,
                Markdown = markdown,
                Html = html,
            },
            console => EvaluationView.Write(console, report)
        );
        return ExitCode.Done;
    }

    private static void RefuseNothing(EvaluationReport report, string file)
    {
        if (report.Samples == 0)
        {
            throw CliException.Usage(
                "no id has both answers and an expected one",
                file,
                "name the fields with --map id=FIELD, and the expected answers with --reference or --gold"
            );
        }

        if (report.Metrics[0].Samples == 0)
        {
            throw CliException.Usage(
                "no prompt asks for anything that the checks know",
                file,
                "choose other checks with --check, or give a schema with --schema"
            );
        }
    }

    private static Dictionary<string, string> References(AnswerFile answers) =>
        answers
            .Samples.Select(sample => (sample.Id, Reference: AnswerItems.Field(sample, AnswerItems.ReferenceField)))
            .Where(pair => pair.Reference is not null)
            .ToDictionary(pair => pair.Id, pair => pair.Reference!, StringComparer.Ordinal);

    private async Task<IReadOnlyList<AnswerCheck>> ChecksAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var (names, file) = (context.Get(_checks)!, context.Get(_schema));
        try
        {
            var checks = new List<AnswerCheck>();
            if (file is not null)
            {
                checks.Add(AnswerChecks.ForSchema(await InputFile.ReadTextAsync(file, "schema", cancellationToken)));
            }
            else if (names.Length == 0)
            {
                checks.Add(AnswerChecks.Get(AnswerChecks.Default));
            }

            checks.AddRange(names.Select(AnswerChecks.Get));
            return checks;
        }
        catch (InvalidSettingException wrong)
        {
            throw CliException.Usage(wrong.Message, file ?? "--check", "docs/judging.md lists the checks", wrong);
        }
    }

    private static IReadOnlyList<SliceField> Slices(string[] fields)
    {
        try
        {
            return [.. fields.Select(SliceField.Parse)];
        }
        catch (InvalidSettingException wrong)
        {
            throw CliException.Usage(wrong.Message, "--slice", "for example --slice labels.intent", wrong);
        }
    }
}
