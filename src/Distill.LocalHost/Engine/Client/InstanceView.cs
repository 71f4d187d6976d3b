using System.Collections.Immutable;
using System.Text.Json;
using Distill.LocalHost.Engine.Execution;
using Distill.LocalHost.Engine.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Distill.LocalHost.Engine.Client;

/// <summary>A stored instance as clients see it.</summary>
internal static class InstanceView
{
    /// <summary>Describes an instance.</summary>
    /// <param name="row">The instance.</param>
    /// <param name="converter">Reads its values; null when they were not fetched.</param>
    public static OrchestrationMetadata Of(InstanceRow row, DataConverter? converter) =>
        new(row.Name, row.Id)
        {
            DataConverter = converter,
            RuntimeStatus = row.Status,
            CreatedAt = new DateTimeOffset(row.CreatedAt),
            LastUpdatedAt = new DateTimeOffset(row.UpdatedAt),
            SerializedInput = row.Input,
            SerializedOutput = row.Output,
            SerializedCustomStatus = row.CustomStatus,
            FailureDetails = row.Failure is null ? null : FailureText.Read(row.Failure),
            Tags = Tags(row.Tags),
        };

    private static ImmutableDictionary<string, string> Tags(string? json) =>
        json is null
            ? ImmutableDictionary<string, string>.Empty
            : JsonSerializer.Deserialize<Dictionary<string, string>>(json)!.ToImmutableDictionary();
}
