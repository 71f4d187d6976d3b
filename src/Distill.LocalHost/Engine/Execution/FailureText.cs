using System.Text.Json;
using Microsoft.DurableTask;

namespace Distill.LocalHost.Engine.Execution;

/// <summary>Failure details as they are stored: JSON, whatever converter the payloads use.</summary>
internal static class FailureText
{
    public static string Write(TaskFailureDetails failure) => JsonSerializer.Serialize(failure);

    public static TaskFailureDetails Read(string? text) =>
        text is null
            ? new TaskFailureDetails("(unknown)", "(unknown)", null, null, null)
            : JsonSerializer.Deserialize<TaskFailureDetails>(text)!;
}
