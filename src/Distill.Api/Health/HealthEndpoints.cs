using Distill.Api.Access;
using Distill.Api.Durable;
using Distill.Core.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Distill.Api.Health;

/// <summary>Probes for whoever watches the process: <c>live</c> says it answers, <c>ready</c> that storage and the durable engine do, and which models do not. Open to all: platforms probe without a key.</summary>
internal static partial class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/health").WithTags("Health").AllowAnonymous();
        group.MapGet("/live", () => TypedResults.Ok(new HealthReport("live", []))).WithSummary("The process answers.");
        group
            .MapGet("/ready", ReadyAsync)
            .WithSummary("Storage and the durable engine answer; degraded when a model does not.")
            .Produces<HealthReport>()
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> ReadyAsync(
        HttpContext context,
        IBlobStore blobs,
        IRunStore runs,
        ModelHealth models,
        ILoggerFactory loggers,
        TimeProvider time
    )
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, context.RequestAborted);
        var client = context.GetDurableClient();
        (string Name, Func<CancellationToken, Task> Check)[] checks =
        [
            ("blobs", token => blobs.FindAsync("health/probe", token)),
            ("state", token => runs.FindAsync("health-probe", token)),
            ("engine", token => client.GetInstanceAsync("health-probe", token)),
        ];
        var logger = loggers.CreateLogger(typeof(HealthEndpoints));
        var results = await Task.WhenAll(checks.Select(check => RunAsync(check.Name, check.Check, logger, both.Token)));
        if (!results.All(result => result.Ok))
        {
            return Unavailable(results);
        }

        var modelResults = ForCaller(context, await models.CheckAsync().WaitAsync(context.RequestAborted));
        var status = modelResults.All(result => result.Ok) ? "ready" : "degraded";
        return TypedResults.Ok(new HealthReport(status, [.. results, .. modelResults]));
    }

    // Names of models are configuration: only for those who may look at it.
    private static IEnumerable<HealthCheckResult> ForCaller(HttpContext context, IReadOnlyList<HealthCheckResult> models)
    {
        if (models.Count == 0 || AccessPolicies.Roles[AccessPolicies.Read].Any(role => context.User.IsInRole(AccessPolicies.NameOf(role))))
        {
            return models;
        }

        return [new HealthCheckResult("models", models.All(model => model.Ok))];
    }

    private static ProblemHttpResult Unavailable(HealthCheckResult[] results) =>
        TypedResults.Problem(
            statusCode: StatusCodes.Status503ServiceUnavailable,
            title: "Not ready.",
            detail: $"No answer from: {string.Join(", ", results.Where(result => !result.Ok).Select(result => result.Name))}. The log has the cause.",
            extensions: new Dictionary<string, object?> { ["checks"] = results }
        );

    private static async Task<HealthCheckResult> RunAsync(
        string name,
        Func<CancellationToken, Task> check,
        ILogger logger,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await check(cancellationToken);
            return new HealthCheckResult(name, true);
        }
        catch (Exception failure)
        {
            LogFailed(logger, failure, name);
            return new HealthCheckResult(name, false);
        }
    }

    [LoggerMessage(4001, LogLevel.Error, "The health check of {Part} failed.")]
    private static partial void LogFailed(ILogger logger, Exception failure, string part);
}
