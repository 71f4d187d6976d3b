using Microsoft.Extensions.Logging;

namespace Distill.Api.Gateway;

/// <summary>What the gateway says in the host's log: never a prompt, an answer or a key.</summary>
internal static partial class GatewayLogging
{
    [LoggerMessage(4201, LogLevel.Warning, "The aliases of the gateway could not be read; those read last hold.")]
    public static partial void AliasesNotRead(ILogger logger, Exception failure);

    [LoggerMessage(4202, LogLevel.Warning, "The stored alias '{Alias}' is not used: {Field} {Message}")]
    public static partial void AliasIgnored(ILogger logger, string alias, string field, string message);

    [LoggerMessage(4203, LogLevel.Warning, "The model '{Model}' gave no answer to the request {Asid}: {Error}. {Detail}")]
    public static partial void AttemptFailed(ILogger logger, string model, string asid, string error, string? detail);

    [LoggerMessage(4204, LogLevel.Debug, "The request {Asid} was not copied to the shadow '{Model}': too many copies are in flight.")]
    public static partial void ShadowSkipped(ILogger logger, string asid, string model);

    [LoggerMessage(
        4205,
        LogLevel.Error,
        "The log '{Container}' could not be written; the same lines are tried again. Nothing is dropped, requests wait when too much waits."
    )]
    public static partial void LogFailed(ILogger logger, Exception failure, string container);

    [LoggerMessage(4206, LogLevel.Warning, "A copy of the request {Asid} to the shadow '{Model}' failed.")]
    public static partial void ShadowFailed(ILogger logger, Exception failure, string asid, string model);

    [LoggerMessage(4207, LogLevel.Information, "{Count} files of the log '{Container}' were older than {Days} days and are gone.")]
    public static partial void Expired(ILogger logger, int count, string container, int days);
}
