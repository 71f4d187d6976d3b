using Distill.Activities.Annotating;
using Distill.Activities.Augmenting;
using Distill.Activities.Cleaning;
using Distill.Activities.Evaluating;
using Distill.Activities.Importing;
using Distill.Activities.Inference;
using Distill.Activities.Measuring;
using Distill.Activities.Operations;
using Distill.Activities.Preparing;
using Distill.Activities.Progress;
using Distill.Activities.Promoting;
using Distill.Activities.Prompting;
using Distill.Activities.Reporting;
using Distill.Activities.Splitting;
using Distill.Activities.Training;
using Distill.Activities.Turning;
using Distill.Core.Annotation;
using Distill.Core.Flywheel.Turning;
using Distill.Core.Pipelines;
using Distill.Core.Promotion;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Distill.Activities;

/// <summary>Registers the activities of the distillation run.</summary>
public static class ActivityServices
{
    /// <summary>
    /// Adds every activity. Needs <c>IBlobStore</c>, <c>IDatasetStore</c>, <c>IRunStore</c>, <c>IModelRegistry</c>, <c>IModelCatalog</c>,
    /// <c>IModelProbe</c>, <c>IShardInference</c>, <c>IFineTuningProvider</c>, <c>IAnnotationStore</c>, <c>IAliasStore</c> and <see cref="TimeProvider"/>. Adding twice changes nothing.
    /// <c>IModelProbe</c>, <c>IShardInference</c>, <c>IFineTuningProvider</c>, <c>IAnnotationStore</c>,
    /// <c>IAliasStore</c>, <c>IAliasCatalog</c> and <see cref="TimeProvider"/>. Adding twice changes nothing.
    /// </summary>
    public static IServiceCollection AddDistillActivities(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<RunWorkspace>();
        services.TryAddSingleton<IScratchSpace, TemporaryFiles>();
        services.TryAddSingleton<ShardCalls>();
        services.TryAddSingleton<AnnotationDesk>();
        services.TryAddSingleton<WheelStore>();
        services.TryAddSingleton<RolloutRecords>();
        services.TryAddSingleton<RolloutAliases>();
        services.TryAddSingleton<RolloutEntry>();
        services.TryAddSingleton<RolloutTraffic>();
        services.TryAddSingleton<PromotionHistory>();
        services.TryAddSingleton<RolloutDesk>();
        Type[] activities =
        [
            typeof(PrepareRun),
            typeof(ImportSource),
            typeof(SelectPrompts),
            typeof(InferShard),
            typeof(JudgeShard),
            typeof(CollectShards),
            typeof(CleanAnswers),
            typeof(SplitAnswers),
            typeof(PlanAugmentation),
            typeof(GateAugmentation),
            typeof(FinishAugmentation),
            typeof(StartTraining),
            typeof(PollTraining),
            typeof(ReadTraining),
            typeof(MeasureRound),
            typeof(RegisterModels),
            typeof(WriteReport),
            typeof(UpdateRun),
            typeof(PrepareAnnotation),
            typeof(DraftShard),
            typeof(JudgeDrafts),
            typeof(CreateAnnotationTasks),
            typeof(CountAnnotations),
            typeof(MeetAnnotationDeadline),
            typeof(WriteAnnotationDatasets),
            typeof(PrepareEvaluation),
            typeof(OpenEvaluationSet),
            typeof(OpenChoices),
            typeof(MatchAnswers),
            typeof(JudgeAnswers),
            typeof(MeasureEvaluation),
            typeof(PrepareTurn),
            typeof(JoinFeedback),
            typeof(JudgeReplies),
            typeof(SelectReplies),
            typeof(MixTraining),
            typeof(ListCheckpoints),
            typeof(ChooseCheckpoint),
            typeof(RegisterChallenger),
            typeof(EndTurn),
            typeof(BeginRollout),
            typeof(MoveRollout),
            typeof(LookAtRollout),
            typeof(CleanDataset),
            typeof(SampleDataset),
            typeof(SplitDataset),
            typeof(ExportDataset),
        ];
        foreach (var activity in activities)
        {
            services.TryAddSingleton(activity);
        }

        return services;
    }
}
