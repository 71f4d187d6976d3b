using Distill.ModelEmulator.Chat;
using Distill.ModelEmulator.Learning;
using Microsoft.Extensions.Logging;

namespace Distill.ModelEmulator.Teaching;

/// <summary>Trains teachers in the background, once each; they answer when they are ready.</summary>
internal sealed partial class TeacherSchool(ILogger<TeacherSchool> logger) : IDisposable
{
    private const int DefaultEpochs = 10;
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Starts to train a teacher.</summary>
    public IResponder Teach(string name, EmulatedModelOptions options) =>
        new TeacherResponder(name, options.Teaching, Task.Run(() => Train(name, options), stopping.Token));

    /// <summary>Stops trainings under way.</summary>
    public void Dispose()
    {
        stopping.Cancel();
        stopping.Dispose();
    }

    private TaughtModel Train(string name, EmulatedModelOptions options)
    {
        var token = stopping.Token;
        var (rows, skipped) = LabelledFile.Read(options.Teaching);
        if (skipped > 0)
        {
            LogSkipped(name, skipped, options.Teaching.TrainingFile!);
        }

        var plan = new TrainingPlan(options.Learner.Epochs ?? DefaultEpochs, options.Learner.BatchSize, 1, options.Seed);
        var learner = Learners.Create(options.Learner, plan, rows, [], token);
        TrainingStep? last = null;
        foreach (var step in learner.Train())
        {
            token.ThrowIfCancellationRequested();
            last = step;
        }

        LogTrained(name, rows.Count, last?.TrainLoss ?? 0);
        return new TaughtModel(learner.Snapshot(), new VariantWriter(rows));
    }

    [LoggerMessage(
        EventId = 7101,
        Level = LogLevel.Information,
        Message = "Teacher {Model} has learned from {Rows} rows; its last loss was {Loss:0.000}."
    )]
    private partial void LogTrained(string model, int rows, double loss);

    [LoggerMessage(
        EventId = 7102,
        Level = LogLevel.Warning,
        Message = "Teacher {Model} left out {Skipped} rows of {File} without text or label."
    )]
    private partial void LogSkipped(string model, int skipped, string file);
}
