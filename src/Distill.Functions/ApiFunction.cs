using Distill.Api.Durable;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Distill.Functions;

/// <summary>Serves the whole HTTP API on Azure. It asks callers for its own keys, so function keys play no part; the local host maps the endpoints itself.</summary>
/// <param name="pipeline">The endpoints.</param>
public sealed class ApiFunction(ApiPipeline pipeline)
{
    /// <summary>Every path, every method.</summary>
    [Function(nameof(ApiFunction))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request,
        [DurableClient] DurableTaskClient client
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        request.HttpContext.SetDurableClient(client);
        await pipeline.RunAsync(request.HttpContext);
        return Results.Empty;
    }
}
