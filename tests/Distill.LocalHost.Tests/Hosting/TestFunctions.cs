using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.LocalHost.Tests.Hosting;

/// <summary>A small app: an HTTP function starts an orchestration with one activity that waits for its gate.</summary>
public static class TestFunctions
{
    [Function("Start")]
    public static async Task<IResult> StartAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "start/{name}/{count}")] HttpRequest request,
        string name,
        int count,
        [DurableClient] DurableTaskClient client
    )
    {
        var instance = await client.ScheduleNewOrchestrationInstanceAsync("Greet", $"{name} {count}", request.HttpContext.RequestAborted);
        return Results.Text(instance);
    }

    [Function("Greet")]
    public static async Task<string> GreetAsync([OrchestrationTrigger] TaskOrchestrationContext context, string name)
    {
        var greeting = await context.CallActivityAsync<string>("Say", name);
        return await context.CallActivityAsync<string>("Shout", greeting);
    }

    [Function("Shout")]
    public static string Shout([ActivityTrigger] string text) => text.ToUpperInvariant();

    [Function("Say")]
    public static async Task<string> SayAsync([ActivityTrigger] string name, FunctionContext context, CancellationToken cancellationToken)
    {
        if (context.InstanceServices.GetService<Gate>() is { } gate)
        {
            await gate.PassAsync(cancellationToken);
        }

        return $"hello {name}";
    }
}
