using Distill.Api.Durable;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Distill.Functions;

/// <summary>The health probes on Azure: the platform asks without a key.</summary>
/// <param name="pipeline">The endpoints.</param>
public sealed class HealthFunction(ApiPipeline pipeline)
{
    /// <summary>Every path below <c>/health</c>.</summary>
    [Function(nameof(HealthFunction))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health/{*path}")] HttpRequest request,
        [DurableClient] DurableTaskClient client
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        request.HttpContext.SetDurableClient(client);
        await pipeline.RunAsync(request.HttpContext);
        return Results.Empty;
    }
}
