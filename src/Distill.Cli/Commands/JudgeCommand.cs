using System.CommandLine;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Cli.Files;
using Distill.Cli.Judging;
using Distill.Cli.Verdicts;
using Distill.Core.Evaluation.Measuring;
using Distill.Core.Reporting.Evaluations;
using Spectre.Console;

namespace Distill.Cli.Commands;

/// <summary><c>distill judge</c>: lets models judge answers of plain files, or recomputes a judge's figures from its raw verdicts. Needs no host.</summary>
internal sealed class JudgeCommand : DistillCommand
{
    private readonly AnswerOptions _answers = new();
    private readonly JudgingOptions _judging = new();
    private readonly VerdictRecount _recount = new();
    private readonly ReportOutput _output = new();
    private readonly Option<bool> _templates = new("--templates") { Description = "List the preset judge prompts" };
    private readonly Option<string?> _calibrate = new("--calibrate")
    {
        Description =
            "People's labels: tells whether the judge is to be trusted. A file of labels of the same records, or annotations:PROJECT, what people chose there (docs/judging.md)",
        HelpName = "FILE|annotations:PROJECT",
    };
    private readonly Option<string?> _out = new("--out")
    {
        Description = "Where the raw verdicts go, and beside it the journal. Default: FILE.verdicts.jsonl",
        HelpName = "FILE",
    };
    private readonly Option<string?> _scored = new("--scored")
    {
        Description =
            "Also write the samples with the scores judge and judge.DIMENSION, for score_filter and keep: best_score of distill clean",
        HelpName = "FILE",
    };
    private readonly Option<string?> _report = new("--report")
    {
        Description = "Also write the report as JSON, for distill compare",
        HelpName = "FILE",
    };

    /// <summary>The command.</summary>
    public JudgeCommand()
        : base(
            CommandGroup.Data,
            "judge",
            "Let models judge answers: scores by a rubric, or two answers compared in both orders; or recompute a judge's figures.",
            new Example("distill judge answers.jsonl --judge gpt --slice labels.intent", "scores by the preset rubric, by slice"),
            new Example(
                "distill judge --pair before.jsonl after.jsonl --judge a --judge b --html r.html",
                "compared by a panel, as a page"
            ),
            new Example("distill judge answers.jsonl --judge gpt --calibrate human.jsonl", "does the judge agree with people?"),
            new Example("distill judge answers.jsonl --judge gpt --calibrate annotations:news", "with what they chose in annotation?"),
            new Example("distill judge answers.jsonl --judge gpt --scored scored.jsonl", "scores for cleaning"),
            new Example("distill judge --from-verdicts verdicts.jsonl", "figures of published verdicts: id, order, verdict, gold")
        )
    {
        _answers.AddTo(this);
        _judging.AddTo(this);
        Add(_calibrate);
        Add(_out);
        Add(_scored);
        Add(_report);
        _output.AddTo(this);
        Add(_templates);
        _recount.AddTo(this);
    }

    /// <inheritdoc />
    public override bool OpensStorage => true;

    /// <inheritdoc />
    public override async Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (context.Get(_templates))
        {
            TemplateList.Write(context.Terminal);
            return ExitCode.Done;
        }

        return _recount.IsWanted(context)
            ? await _recount.RunAsync(context, _output, _answers.Slices(context), cancellationToken)
            : await JudgeAsync(context, cancellationToken);
    }

    private async Task<int> JudgeAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var request = _answers.Read(context);
        var judges = _judging.Judges(context);
        if (judges.Count == 0 && (request.File ?? request.Pair?.Candidate) is { } unjudged)
        {
            throw CliException.Usage(
                "no judge is named",
                unjudged,
                "give --judge MODEL, a model of distill.yaml; distill doctor lists them"
            );
        }

        if (context.Get(_scored) is not null && request.Pair is not null)
        {
            throw CliException.Usage(
                "scores are written with the answers of one file",
                "--scored",
                "leave out --pair and name the file to score: distill judge FILE --scored SCORED.jsonl"
            );
        }

        var instruction = await _judging.InstructionAsync(context, request.Pair is not null, cancellationToken);
        var answers = await AnswerItems.ReadAsync(request, cancellationToken);
        var output = context.Get(_out) ?? $"{request.File ?? request.Pair!.Value.Candidate}.verdicts.jsonl";
        var plan = new FileJudgingPlan(
            _recount.Combination(context),
            _judging.Gate(context),
            context.Get(_calibrate),
            context.Get(_scored)
        );
        var measured = await new FileJudging(context).RunAsync(answers, judges, instruction, output, plan, cancellationToken);
        await ShowAsync(context, measured, output, cancellationToken);
        return ExitCode.Done;
    }

    private async Task ShowAsync(
        CommandContext context,
        EvaluationMeasurement measured,
        string verdicts,
        CancellationToken cancellationToken
    )
    {
        var report = measured.Report;
        var scored = context.Get(_scored);
        var (markdown, html) = await _output.WriteAsync(
            context,
            () => EvaluationMarkdown.Render(report),
            () => EvaluationHtml.Render(report),
            cancellationToken
        );
        var json = context.Get(_report) is { } path
            ? await OutputFile.WriteTextAsync(path, EvaluationJson.Render(report), cancellationToken)
            : null;
        context.Terminal.Write(
            new
            {
                Report = report,
                Verdicts = Path.GetFullPath(verdicts),
                Scored = scored is null ? null : Path.GetFullPath(scored),
                Json = json,
                Markdown = markdown,
                Html = html,
                measured.Record,
            },
            console =>
            {
                EvaluationView.Write(console, report);
                console.WriteLine(
                    $"Verdicts: {verdicts}{(scored is null ? "" : $"; scored samples: {scored}")}{(html is null ? "" : $"; page: {html}")}"
                );
            }
        );
    }
}
