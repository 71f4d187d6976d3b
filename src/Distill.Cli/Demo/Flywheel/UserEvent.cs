using System.Text.Json.Serialization;

namespace Distill.Cli.Demo.Flywheel;

/// <summary>An event as clients of <c>/v1/feedback</c> send it.</summary>
internal sealed record UserEvent(
    [property: JsonPropertyName("event_id")] string EventId,
    string Asid,
    string Type,
    double? Value,
    string? Text,
    string User
);
