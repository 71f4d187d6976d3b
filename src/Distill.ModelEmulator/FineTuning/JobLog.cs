using Distill.ModelEmulator.Learning;

namespace Distill.ModelEmulator.FineTuning;

/// <summary>Makes the events of jobs.</summary>
internal sealed class JobLog(TimeProvider timeProvider)
{
    /// <summary>Unix seconds.</summary>
    public long Now => timeProvider.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>A message.</summary>
    public JobEvent Message(string text, string level = "info") => new($"ftevent-{Guid.NewGuid():N}", Now, level, text, "message", null);

    /// <summary>The metrics of a step.</summary>
    public JobEvent Metrics(TrainingStep step, int steps)
    {
        var text =
            $"Step {step.Step}/{steps}: training loss={step.TrainLoss:0.00}"
            + (step.ValidLoss is { } loss ? $", validation loss={loss:0.00}" : "");
        var data = new
        {
            step = step.Step,
            total_steps = steps,
            train_loss = step.TrainLoss,
            train_mean_token_accuracy = step.TrainAccuracy,
            valid_loss = step.ValidLoss,
            valid_mean_token_accuracy = step.ValidAccuracy,
        };
        return new JobEvent($"ftevent-{Guid.NewGuid():N}", Now, "info", text, "metrics", data);
    }
}
