using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Distill.Api.Access;

/// <summary>Knows callers by their key, and answers for every scheme when one is unknown (401) or may not do what it asks (403).</summary>
internal sealed class AccessKeyHandler(
    AccessKeyRing keys,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string SchemeName = "distill-key";

    /// <inheritdoc />
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(CheckKey());

    /// <inheritdoc />
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        AccessLog.Unknown(Logger, Request.Method, Request.Path, Context.Connection.RemoteIpAddress, Reason());
        Response.Headers.WWWAuthenticate = "Bearer";
        return Results
            .Problem(
                statusCode: StatusCodes.Status401Unauthorized,
                title: "A valid key is needed.",
                detail: "Send a key of the host as 'Authorization: Bearer KEY' or 'x-api-key: KEY'. 'distill keys new' makes one."
            )
            .ExecuteAsync(Context);
    }

    /// <inheritdoc />
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        AccessLog.Forbidden(Logger, Context.User.Identity?.Name, Request.Method, Request.Path);
        return Results
            .Problem(
                statusCode: StatusCodes.Status403Forbidden,
                title: "The role does not allow this.",
                detail: "The key is valid, but its role may not do this. docs/security.md lists what each role may."
            )
            .ExecuteAsync(Context);
    }

    private AuthenticateResult CheckKey()
    {
        if (keys.Check(Request, out var fault) is not { } key)
        {
            return fault is null ? AuthenticateResult.NoResult() : AuthenticateResult.Fail(fault);
        }

        AccessLog.Known(Logger, key.Name, key.Role, Request.Method, Request.Path);
        return AuthenticateResult.Success(new AuthenticationTicket(key.Principal, SchemeName));
    }

    // A failure names an expired key or what is wrong with a token's form and dates, never the key or the token.
    private string Reason()
    {
        var failure = Context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Failure;
        return failure?.Message ?? "no key was presented";
    }
}
