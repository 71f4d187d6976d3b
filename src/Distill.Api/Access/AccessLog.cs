using System.Net;
using Microsoft.Extensions.Logging;

namespace Distill.Api.Access;

/// <summary>What is logged of callers: names of keys, never keys.</summary>
internal static partial class AccessLog
{
    [LoggerMessage(
        4101,
        LogLevel.Information,
        "Nobody is asked for a key: whoever reaches the loopback address of this machine may use the API."
    )]
    public static partial void Open(ILogger logger);

    [LoggerMessage(4102, LogLevel.Debug, "The key {Key} ({Role}) asks for {Method} {Path}.")]
    public static partial void Known(ILogger logger, string key, AccessRole role, string method, string path);

    [LoggerMessage(4103, LogLevel.Warning, "Refused {Method} {Path} from {Address}: {Reason}.", EventName = "AccessRefused")]
    public static partial void Unknown(ILogger logger, string method, string path, IPAddress? address, string reason);

    [LoggerMessage(4104, LogLevel.Warning, "Refused {Caller} {Method} {Path}: the role does not allow it.", EventName = "AccessForbidden")]
    public static partial void Forbidden(ILogger logger, string? caller, string method, string path);

    [LoggerMessage(4105, LogLevel.Information, "{Caller} changes with {Method} {Path}.", EventName = "AccessChange")]
    public static partial void Change(ILogger logger, string? caller, string method, string path);
}
