using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Distill.Api.Durable;

/// <summary>How the durable task client reaches the endpoints: with each request, because on Azure that is how a function gets it.</summary>
public static class DurableClientHttpContextExtensions
{
    /// <summary>Gives a request its client. Both hosts do so before the endpoints run.</summary>
    public static void SetDurableClient(this HttpContext context, DurableTaskClient client)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Features.Set(new DurableClientFeature(client));
    }

    /// <summary>The client of a request.</summary>
    /// <exception cref="InvalidOperationException">The host has not given it one.</exception>
    public static DurableTaskClient GetDurableClient(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Features.Get<DurableClientFeature>()?.Client
            ?? throw new InvalidOperationException($"The host has to call {nameof(SetDurableClient)} before the endpoints run.");
    }

    private sealed record DurableClientFeature(DurableTaskClient Client);
}
