using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Distill.Orchestrations.Operations;

/// <summary>Cleans, samples, splits or exports a dataset, outside any run.</summary>
public static class DatasetOperation
{
    /// <summary>The orchestrator. Its instance id is the operation's id.</summary>
    [Function(nameof(DatasetOperation))]
    public static Task<DatasetOperationOutcome> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var operation =
            context.GetInput<DatasetOperationInput>()
            ?? throw new InvalidOperationException($"{nameof(DatasetOperation)} needs an operation.");
        var activity = operation.Kind switch
        {
            "clean" => ActivityNames.CleanDataset,
            "sample" => ActivityNames.SampleDataset,
            "split" => ActivityNames.SplitDataset,
            _ => ActivityNames.ExportDataset,
        };
        return context.CallActivityAsync<DatasetOperationOutcome>(activity, operation, Retries.Transient);
    }
}
