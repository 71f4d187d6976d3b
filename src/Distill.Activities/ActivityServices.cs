using Distill.Activities.Cleaning;
using Distill.Activities.Importing;
using Distill.Activities.Inference;
using Distill.Activities.Measuring;
using Distill.Activities.Preparing;
using Distill.Activities.Progress;
using Distill.Activities.Prompting;
using Distill.Activities.Reporting;
using Distill.Activities.Splitting;
using Distill.Activities.Training;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Distill.Activities;

/// <summary>Registers the activities of the distillation run.</summary>
public static class ActivityServices
{
    /// <summary>
    /// Adds every activity. Needs <c>IBlobStore</c>, <c>IDatasetStore</c>, <c>IRunStore</c>, <c>IModelRegistry</c>, <c>IModelCatalog</c>,
    /// <c>IModelProbe</c>, <c>IShardInference</c>, <c>IFineTuningProvider</c> and <see cref="TimeProvider"/>. Adding twice changes nothing.
    /// </summary>
    public static IServiceCollection AddDistillActivities(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<RunWorkspace>();
        services.TryAddSingleton<ShardCalls>();
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
            typeof(StartTraining),
            typeof(PollTraining),
            typeof(ReadTraining),
            typeof(MeasureRound),
            typeof(RegisterModels),
            typeof(WriteReport),
            typeof(UpdateRun),
        ];
        foreach (var activity in activities)
        {
            services.TryAddSingleton(activity);
        }

        return services;
    }
}
