namespace Distill.ModelEmulator.FineTuning;

/// <summary>Why a job failed.</summary>
internal sealed record JobError(string Code, string Message, string? Param);

/// <summary>How a job trains: by one of the two.</summary>
internal sealed record JobMethod(string Type, MethodHyperparameters? Supervised, MethodHyperparameters? Dpo)
{
    /// <summary>The method that these hyperparameters belong to.</summary>
    public static JobMethod Of(Hyperparameters hyperparameters)
    {
        var own = new MethodHyperparameters(hyperparameters);
        return hyperparameters.Beta is null
            ? new JobMethod(Hyperparameters.Supervised, own, null)
            : new JobMethod(Hyperparameters.Dpo, null, own);
    }
}

/// <summary>Hyperparameters under the name of their method.</summary>
internal sealed record MethodHyperparameters(Hyperparameters Hyperparameters);

/// <summary>The event object of the API.</summary>
internal sealed record JobEvent(string Id, long CreatedAt, string Level, string Message, string Type, object? Data)
{
    /// <summary>Kind of object.</summary>
    public string Object => "fine_tuning.job.event";
}

/// <summary>The checkpoint object of the API.</summary>
internal sealed record JobCheckpoint(
    string Id,
    long CreatedAt,
    string FineTunedModelCheckpoint,
    string FineTuningJobId,
    CheckpointMetrics Metrics,
    int StepNumber
)
{
    /// <summary>Kind of object.</summary>
    public string Object => "fine_tuning.job.checkpoint";
}

/// <summary>What was measured at a checkpoint.</summary>
internal sealed record CheckpointMetrics(
    int Step,
    double TrainLoss,
    double TrainMeanTokenAccuracy,
    double? ValidLoss,
    double? ValidMeanTokenAccuracy,
    double? FullValidLoss,
    double? FullValidMeanTokenAccuracy
);

/// <summary>A job as it is kept.</summary>
/// <param name="Job">The job.</param>
/// <param name="Events">What happened, oldest first.</param>
/// <param name="Checkpoints">Models kept from its epochs, by step.</param>
/// <param name="Sequence">Order of creation.</param>
internal sealed record StoredJob(
    FineTuningJob Job,
    IReadOnlyList<JobEvent> Events,
    IReadOnlyList<JobCheckpoint> Checkpoints,
    long Sequence
);
