using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Distill.Api.Access;

/// <summary>
/// Leads callers of the gateway whose key is known and suffices straight to their endpoint: they come by the thousand a second, and what authentication and authorization cost is felt.
/// Whoever is not plainly allowed goes on to them, which refuse, or know tokens.
/// </summary>
internal sealed class GatewayAdmission(RequestDelegate next, AccessKeyRing keys, ILogger<GatewayAdmission> logger)
{
    /// <summary>Serves a request.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (
            context.GetEndpoint() is not { RequestDelegate: { } handler } endpoint
            || !AsksForGatewayAlone(endpoint)
            || keys.Check(context.Request, out _) is not { } key
            || !AccessPolicies.Roles[AccessPolicies.Gateway].Contains(key.Role)
        )
        {
            return next(context);
        }

        AccessLog.Known(logger, key.Name, key.Role, context.Request.Method, context.Request.Path);
        context.User = key.Principal;
        return handler(context);
    }

    // One condition, and none that this class does not know.
    private static bool AsksForGatewayAlone(Endpoint endpoint) =>
        endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>()
            is [{ Policy: AccessPolicies.Gateway, Roles: null, AuthenticationSchemes: null }]
        && endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is null
        && endpoint.Metadata.GetOrderedMetadata<IAuthorizationRequirementData>().Count == 0;
}
