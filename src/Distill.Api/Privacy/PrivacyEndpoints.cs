using Distill.Api.Access;
using Distill.Api.Gateway;
using Distill.Api.Problems;
using Distill.Core.Privacy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Distill.Api.Privacy;

/// <summary>Forgetting.</summary>
internal static class PrivacyEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapPost("/api/privacy/forget", ForgetAsync)
            .WithTags("Privacy")
            .RequireAuthorization(AccessPolicies.Operate)
            .WithSummary("Forgets a user or one exchange, and says what was where and which models learned from it. Asking again goes on.")
            .Produces<ForgetReceipt>()
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<IResult> ForgetAsync(
        ForgetRequest request,
        Forgetting forgetting,
        UserKeySecret secret,
        CancellationToken cancellationToken
    )
    {
        var (user, asid) = (request.User ?? "", request.Asid ?? "");
        if (user.Length > 0 == asid.Length > 0)
        {
            return ApiProblem.Invalid("user", "Name either the user's key ('user') or one answer ('asid').");
        }

        return TypedResults.Ok(
            user.Length > 0
                ? await forgetting.UserAsync(
                    (await secret.OpenAsync(cancellationToken)).Hash(user),
                    request.DryRun,
                    user,
                    cancellationToken
                )
                : await forgetting.ExchangeAsync(asid, request.DryRun, cancellationToken)
        );
    }
}
