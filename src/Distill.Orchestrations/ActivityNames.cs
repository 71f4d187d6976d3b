namespace Distill.Orchestrations;

/// <summary>Names of the activities that the orchestrations call. They are part of stored histories: never rename one that is in use.</summary>
public static class ActivityNames
{
    /// <summary>Reads the spec and probes the models: <c>RunReference</c> to <c>RunPlan</c>.</summary>
    public const string PrepareRun = nameof(PrepareRun);

    /// <summary>Imports the source: <c>RunReference</c> to <c>ImportResult</c>.</summary>
    public const string ImportSource = nameof(ImportSource);

    /// <summary>Chooses a round's prompts: <c>RoundReference</c> to <c>PromptSelection</c>.</summary>
    public const string SelectPrompts = nameof(SelectPrompts);

    /// <summary>Asks a model for a shard: <c>ShardInput</c> to <c>ShardOutcome</c>.</summary>
    public const string InferShard = nameof(InferShard);

    /// <summary>Asks the judge about a shard of answers: <c>ShardInput</c> to <c>ShardOutcome</c>.</summary>
    public const string JudgeShard = nameof(JudgeShard);

    /// <summary>Makes a dataset of a fan-out's shards: <c>CollectInput</c> to <c>DatasetReference</c>.</summary>
    public const string CollectShards = nameof(CollectShards);

    /// <summary>Cleans the teacher's answers: <c>RoundReference</c> to <c>DatasetReference</c>.</summary>
    public const string CleanAnswers = nameof(CleanAnswers);

    /// <summary>Splits without leaks and exports for fine-tuning: <c>RoundReference</c> to <c>SplitOutcome</c>.</summary>
    public const string SplitAnswers = nameof(SplitAnswers);

    /// <summary>Uploads the training files and starts a job: <c>TrainingInput</c> to <c>TrainingJob</c>.</summary>
    public const string StartTraining = nameof(StartTraining);

    /// <summary>Looks at a job: <c>TrainingJob</c> to <c>TrainingState</c>.</summary>
    public const string PollTraining = nameof(PollTraining);

    /// <summary>Reads an ended job's metrics and diagnoses them: <c>TrainingJob</c> to <c>TrainingOutcome</c>.</summary>
    public const string ReadTraining = nameof(ReadTraining);

    /// <summary>Measures all models of a round and decides: <c>MeasureInput</c> to <c>RoundDecision</c>.</summary>
    public const string MeasureRound = nameof(MeasureRound);

    /// <summary>Writes the report: <c>ReportInput</c> to <c>ReportPaths</c>.</summary>
    public const string WriteReport = nameof(WriteReport);

    /// <summary>Registers the trained models: <c>MeasureInput</c> to nothing.</summary>
    public const string RegisterModels = nameof(RegisterModels);

    /// <summary>Writes into the run record: <c>RunUpdate</c> to nothing.</summary>
    public const string UpdateRun = nameof(UpdateRun);

    /// <summary>Imports an uploaded file: <c>UploadReference</c> to <c>ImportResult</c>.</summary>
    public const string ImportUploadedFile = nameof(ImportUploadedFile);

    /// <summary>Starts the run of an uploaded file: <c>UploadedRun</c> to <c>UploadedRunStart</c>.</summary>
    public const string StartUploadedRun = nameof(StartUploadedRun);
}
