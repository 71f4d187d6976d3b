using Microsoft.AspNetCore.Authorization;

namespace Distill.Api.Access;

/// <summary>Names of the authorization policies. Every endpoint has one of them, or is open by name; an endpoint that forgot asks for <see cref="Operate"/>.</summary>
public static class AccessPolicies
{
    /// <summary>Looking: readers, annotators, admins.</summary>
    public const string Read = "distill.read";

    /// <summary>Starting, steering, uploading: admins.</summary>
    public const string Operate = "distill.operate";

    /// <summary>Answering annotation tasks: annotators, admins.</summary>
    public const string Annotate = "distill.annotate";

    /// <summary>Asking models, sending feedback: gateway callers, admins.</summary>
    public const string Gateway = "distill.gateway";

    /// <summary>The roles of each policy.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<AccessRole>> Roles { get; } =
        new Dictionary<string, IReadOnlyList<AccessRole>>(StringComparer.Ordinal)
        {
            [Read] = [AccessRole.Reader, AccessRole.Annotator, AccessRole.Admin],
            [Operate] = [AccessRole.Admin],
            [Annotate] = [AccessRole.Annotator, AccessRole.Admin],
            [Gateway] = [AccessRole.Gateway, AccessRole.Admin],
        };

    /// <summary>The role as it stands in claims and in settings.</summary>
    internal static string NameOf(AccessRole role) => role.ToString().ToLowerInvariant();

    internal static void AddTo(AuthorizationOptions authorization)
    {
        foreach (var (name, roles) in Roles)
        {
            authorization.AddPolicy(name, policy => policy.RequireRole(roles.Select(NameOf)));
        }

        authorization.DefaultPolicy = authorization.FallbackPolicy = authorization.GetPolicy(Operate)!;
    }
}
