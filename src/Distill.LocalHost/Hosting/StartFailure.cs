using Distill.LocalHost.Engine;
using Distill.LocalHost.Triggers.Discovery;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Distill.LocalHost.Hosting;

/// <summary>Turns what can go wrong at the start into messages for people.</summary>
internal static class StartFailure
{
    /// <summary>The failure to report for <paramref name="cause"/>, or null when it is a defect that should come out as it is.</summary>
    public static LocalHostException? Explain(Exception cause, HomeDirectory home) =>
        cause switch
        {
            LocalHostException known => known,
            EngineInUseException or FunctionDefinitionException => new LocalHostException(cause.Message, cause),
            OptionsValidationException wrong => new LocalHostException(string.Join('\n', wrong.Failures), cause),
            IOException { InnerException: AddressInUseException } => new LocalHostException(
                $"{cause.Message} Another program listens there: stop it, or choose another address with --urls (port 0 takes a free one).",
                cause
            ),
            SqliteException => new LocalHostException(
                $"A database in the home '{home.Path}' cannot be used: {cause.Message} Check free space, permissions and that the file was not damaged.",
                cause
            ),
            IOException or UnauthorizedAccessException or System.Net.Sockets.SocketException => new LocalHostException(
                $"The host with home '{home.Path}' cannot start: {cause.Message}",
                cause
            ),
            _ => null,
        };
}
