using System.CommandLine;
using System.Globalization;
using Distill.Cli.CommandLine;
using Distill.Cli.Diagnosis;
using Distill.Cli.Failures;
using Distill.Cli.Files;
using Distill.Core.Reporting;
using Distill.Core.Training;
using Distill.Core.Training.Curves;

namespace Distill.Cli.Commands;

/// <summary><c>distill diagnose</c>: reads the loss curve of a training and says what it shows. Needs no host.</summary>
internal sealed class DiagnoseCommand : DistillCommand
{
    // What platforms and trainers take when nobody says otherwise.
    private const int UsualEpochs = 3;
    private const double UsualMultiplier = 1;

    private readonly Argument<string> _metrics = new("METRICS")
    {
        Description =
            "Result file of OpenAI or Azure OpenAI, trainer_state.json, trainer_log.jsonl, or CSV with a loss; - reads standard input",
    };
    private readonly Option<string?> _checkpoints = new("--checkpoints")
    {
        Description = "JSON list of the job's checkpoints, as OpenAI's API gives it; the best is named",
        HelpName = "FILE",
    };
    private readonly Option<int?> _epochs = new("--epochs")
    {
        Description = "Passes over the training set. Default: what the file says, else 3",
        HelpName = "N",
    };
    private readonly Option<double?> _multiplier = new("--learning-rate-multiplier")
    {
        Description = "The learning-rate multiplier used. Default: 1",
        HelpName = "X",
    };
    private readonly Option<string?> _html = new("--html") { Description = "Also write the diagnosis as a page", HelpName = "FILE" };

    /// <summary>The command.</summary>
    public DiagnoseCommand()
        : base(
            CommandGroup.Data,
            "diagnose",
            "Say what the loss curve of a training shows, why, and what to try next.",
            new Example("distill diagnose result.csv", "a result file of OpenAI or Azure OpenAI"),
            new Example("distill diagnose trainer_state.json --html curve.html", "Hugging Face, with a page"),
            new Example("distill diagnose result.csv --checkpoints checkpoints.json --epochs 3", "names the best checkpoint")
        )
    {
        _epochs.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1)
            {
                result.AddError("--epochs must be at least 1.");
            }
        });
        _multiplier.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is { } value && !(value > 0 && double.IsFinite(value)))
            {
                result.AddError("--learning-rate-multiplier must be above 0.");
            }
        });
        Add(_metrics);
        Add(_checkpoints);
        Add(_epochs);
        Add(_multiplier);
        Add(_html);
    }

    /// <inheritdoc />
    public override async Task<int> ExecuteAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var file = context.Get(_metrics);
        var reading = CurveFile.Read(await InputFile.ReadTextAsync(file, "file of metrics", cancellationToken));
        if (reading.Error is { } error)
        {
            throw CliException.Usage(error, Where(file, reading.Curve), "name a file that one of these trainers or platforms wrote");
        }

        var curve = Diagnose(context, file, reading, await CheckpointsAsync(context, reading, cancellationToken));
        var page = context.Get(_html) is { } html
            ? await OutputFile.WriteTextAsync(
                html,
                CurveHtml.Render(InputFile.Name(file), reading.Curve, curve.Diagnosis),
                cancellationToken
            )
            : null;
        context.Terminal.Write(Document(curve, page), console => DiagnosisView.Write(console, curve, page));
        return ExitCode.Done;
    }

    private static string Where(string file, LossCurve curve)
    {
        var place = curve.Skipped is [var first, ..] ? first.Split(':', 2)[0] : "";
        return place.StartsWith("line ", StringComparison.Ordinal) ? $"{InputFile.Name(file)}, {place}" : InputFile.Name(file);
    }

    private async Task<IReadOnlyList<FineTuningCheckpoint>> CheckpointsAsync(
        CommandContext context,
        CurveReading reading,
        CancellationToken cancellationToken
    ) =>
        context.Get(_checkpoints) is { } path
            ? CheckpointFile.Parse(await InputFile.ReadTextAsync(path, "file of checkpoints", cancellationToken), path)
            : reading.Checkpoints;

    private DiagnosedCurve Diagnose(
        CommandContext context,
        string file,
        CurveReading reading,
        IReadOnlyList<FineTuningCheckpoint> checkpoints
    )
    {
        var (epochs, multiplier) = (context.Get(_epochs) ?? reading.Epochs, context.Get(_multiplier));
        var used = new TrainingParameters(epochs ?? UsualEpochs, multiplier ?? UsualMultiplier);
        var assumed = new List<string>();
        if (epochs is null)
        {
            assumed.Add(string.Create(CultureInfo.InvariantCulture, $"{used.Epochs} epochs"));
        }

        if (multiplier is null)
        {
            assumed.Add("the multiplier");
        }

        return new DiagnosedCurve(file, reading, used, assumed, CurveDiagnoser.Diagnose(reading.Curve, used, checkpoints));
    }

    private static object Document(DiagnosedCurve curve, string? page) =>
        new
        {
            curve.File,
            curve.Reading.Format,
            curve.Reading.Curve.Points.Count,
            FirstStep = curve.Reading.Curve.Points[0].Step,
            LastStep = curve.Reading.Curve.Points[^1].Step,
            curve.Used,
            curve.Assumed,
            curve.Diagnosis.Verdict,
            curve.Diagnosis.Summary,
            curve.Diagnosis.Figures,
            curve.Diagnosis.BestStep,
            curve.Diagnosis.BestLoss,
            curve.Diagnosis.BestCheckpoint,
            curve.Diagnosis.Next,
            curve.Diagnosis.NextReason,
            curve.Reading.Curve.Skipped,
            Html = page,
        };
}
