namespace Distill.Providers.OpenAICompatible;

/// <summary>Reads what went wrong below HTTP.</summary>
internal static class TransportFailure
{
    /// <summary>True when no connection was made: the name is unknown, nobody listens, or the handshake failed.</summary>
    public static bool IsConnect(Exception exception) =>
        Find<HttpRequestException>(exception)?.HttpRequestError
            is HttpRequestError.NameResolutionError
                or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError
                or HttpRequestError.ProxyTunnelError;

    /// <summary>True when a connection was made and lost.</summary>
    public static bool IsLost(Exception exception) =>
        Find<HttpRequestException>(exception) is not null || Find<IOException>(exception) is not null;

    /// <summary>The innermost message, which is the one that names the cause.</summary>
    public static string Cause(Exception exception) => exception.GetBaseException().Message;

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        while (exception is not null and not T)
        {
            exception = exception.InnerException;
        }

        return exception as T;
    }
}
