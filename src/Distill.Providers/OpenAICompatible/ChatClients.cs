using Distill.Core.Models;
using Microsoft.Extensions.AI;

namespace Distill.Providers.OpenAICompatible;

/// <summary>Makes chat clients of models on the shared connections. Thread-safe.</summary>
internal sealed class ChatClients(IHttpClientFactory http, TimeProvider time)
{
    /// <summary>A client of a model; making one is cheap, connections are shared.</summary>
    /// <exception cref="Core.Inference.ModelAccessException">The model's key is not set.</exception>
    public IChatClient Create(ModelEntry model) =>
        new CompatibleChatClient(model, ModelKeys.Find(model), http.CreateClient(ModelHttp.PaidCalls), time);
}
