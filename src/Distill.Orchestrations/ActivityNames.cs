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

    /// <summary>Plans an augmentation and makes its calls: <c>AugmentationStep</c> to <c>AugmentationPrompts</c>.</summary>
    public const string PlanAugmentation = nameof(PlanAugmentation);

    /// <summary>Chooses the new texts that are worth an answer: <c>AugmentationStep</c> to <c>AugmentationPrompts</c>.</summary>
    public const string GateAugmentation = nameof(GateAugmentation);

    /// <summary>Checks the answers and makes the new training set: <c>AugmentationStep</c> to <c>AugmentedTraining</c>.</summary>
    public const string FinishAugmentation = nameof(FinishAugmentation);

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

    /// <summary>Looks at what a round of annotation works with: <c>AnnotationRoundInput</c> to <c>AnnotationPlan</c>.</summary>
    public const string PrepareAnnotation = nameof(PrepareAnnotation);

    /// <summary>Has the teacher draft answers to a shard: <c>ShardInput</c> to <c>ShardOutcome</c>.</summary>
    public const string DraftShard = nameof(DraftShard);

    /// <summary>Has the judge score the drafts of a shard: <c>ShardInput</c> to <c>ShardOutcome</c>.</summary>
    public const string JudgeDrafts = nameof(JudgeDrafts);

    /// <summary>Makes tasks of a shard: <c>AnnotationShard</c> to their number.</summary>
    public const string CreateAnnotationTasks = nameof(CreateAnnotationTasks);

    /// <summary>Counts a round's open tasks: <c>AnnotationWaitInput</c> to <c>AnnotationProgress</c>.</summary>
    public const string CountAnnotations = nameof(CountAnnotations);

    /// <summary>Carries out the deadline of a round: <c>AnnotationRoundInput</c> to the number of tasks ended.</summary>
    public const string MeetAnnotationDeadline = nameof(MeetAnnotationDeadline);

    /// <summary>Makes datasets of a round's outcomes: <c>AnnotationRoundInput</c> to <c>AnnotationRoundOutcome</c>.</summary>
    public const string WriteAnnotationDatasets = nameof(WriteAnnotationDatasets);

    /// <summary>Starts the run of an uploaded file: <c>UploadedRun</c> to <c>UploadedRunStart</c>.</summary>
    public const string StartUploadedRun = nameof(StartUploadedRun);

    /// <summary>Checks an evaluation's spec and models.</summary>
    public const string PrepareEvaluation = nameof(PrepareEvaluation);

    /// <summary>Makes the evaluation set a dataset and refuses one that overlaps with training sets.</summary>
    public const string OpenEvaluationSet = nameof(OpenEvaluationSet);

    /// <summary>Makes people's decisions of annotation choices that judges are held against: <c>EvaluationInput</c> to <c>DatasetReference</c>.</summary>
    public const string OpenChoices = nameof(OpenChoices);

    /// <summary>Puts both answers of each sample side by side.</summary>
    public const string MatchAnswers = nameof(MatchAnswers);

    /// <summary>Has a judge score or compare a shard of answers.</summary>
    public const string JudgeAnswers = nameof(JudgeAnswers);

    /// <summary>Makes verdicts a report and a decision.</summary>
    public const string MeasureEvaluation = nameof(MeasureEvaluation);

    /// <summary>Reads a turn's spec, finds its window and the online model, probes the models, begins the turn: <c>RunReference</c> to <c>TurnPlan</c>.</summary>
    public const string PrepareTurn = nameof(PrepareTurn);

    /// <summary>Joins logs and feedback of a turn: <c>TurnStep</c> to <c>JoinOutcome</c>.</summary>
    public const string JoinFeedback = nameof(JoinFeedback);

    /// <summary>Has the judge score a shard of online replies: <c>ShardInput</c> to <c>ShardOutcome</c>.</summary>
    public const string JudgeReplies = nameof(JudgeReplies);

    /// <summary>Sorts the replies of a turn: <c>TurnStep</c> to <c>SelectionOutcome</c>.</summary>
    public const string SelectReplies = nameof(SelectReplies);

    /// <summary>Makes the sets that a turn trains and compares on: <c>TurnStep</c> to <c>MixOutcome</c>.</summary>
    public const string MixTraining = nameof(MixTraining);

    /// <summary>Finds the models that a training may end with: <c>CheckpointQuery</c> to <c>CheckpointList</c>.</summary>
    public const string ListCheckpoints = nameof(ListCheckpoints);

    /// <summary>Chooses one of them by its answers: <c>CheckpointAnswers</c> to <c>CheckpointChoice</c>.</summary>
    public const string ChooseCheckpoint = nameof(ChooseCheckpoint);

    /// <summary>Puts a challenger into the registry: <c>RegisterChallengerInput</c> to nothing.</summary>
    public const string RegisterChallenger = nameof(RegisterChallenger);

    /// <summary>Moves the watermark and writes the report of a turn: <c>EndTurnInput</c> to <c>ReportPaths</c>.</summary>
    public const string EndTurn = nameof(EndTurn);

    /// <summary>Begins a rollout, or finds where it stands: <c>RolloutInput</c> to <c>RolloutProgress</c>.</summary>
    public const string BeginRollout = nameof(BeginRollout);

    /// <summary>Moves a rollout on, to its end, or back: <c>RolloutMove</c> to <c>RolloutProgress</c>.</summary>
    public const string MoveRollout = nameof(MoveRollout);

    /// <summary>Looks at the live traffic of a rollout: <c>RolloutLookInput</c> to <c>RolloutProgress</c>.</summary>
    public const string LookAtRollout = nameof(LookAtRollout);

    /// <summary>Takes a dataset through a recipe: <c>DatasetOperationInput</c> to <c>DatasetOperationOutcome</c>.</summary>
    public const string CleanDataset = nameof(CleanDataset);

    /// <summary>Takes records out of a dataset: <c>DatasetOperationInput</c> to <c>DatasetOperationOutcome</c>.</summary>
    public const string SampleDataset = nameof(SampleDataset);

    /// <summary>Splits a dataset without leaks: <c>DatasetOperationInput</c> to <c>DatasetOperationOutcome</c>.</summary>
    public const string SplitDataset = nameof(SplitDataset);

    /// <summary>Writes a dataset as a file: <c>DatasetOperationInput</c> to <c>DatasetOperationOutcome</c>.</summary>
    public const string ExportDataset = nameof(ExportDataset);
}
