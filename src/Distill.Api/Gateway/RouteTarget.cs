using System.Text.Json;
using Distill.Core.Gateway;
using Distill.Core.Models;

namespace Distill.Api.Gateway;

/// <summary>A model that can be asked, with what a request to it needs made once. Immutable.</summary>
internal sealed class RouteTarget
{
    private readonly Uri _chat;
    private readonly Uri _embeddings;

    public RouteTarget(ModelEntry entry, string? version)
    {
        Entry = entry;
        Version = version;
        ModelJson = JsonSerializer.SerializeToUtf8Bytes(Model);
        var root = entry.Endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/');
        _chat = new Uri($"{root}/chat/completions{entry.Endpoint.Query}");
        _embeddings = new Uri($"{root}/embeddings{entry.Endpoint.Query}");
        Timeout = TimeSpan.FromSeconds(entry.TimeoutSeconds);
    }

    /// <summary>The configured model.</summary>
    public ModelEntry Entry { get; }

    /// <summary>The trained version that is asked for, or null.</summary>
    public string? Version { get; }

    /// <summary>The provider's name of the model.</summary>
    public string Model => Version ?? Entry.Model;

    /// <summary>The same as a JSON text.</summary>
    public byte[] ModelJson { get; }

    /// <summary>Address of requests of a kind.</summary>
    public Uri Address(ExchangeKind kind) => kind == ExchangeKind.Embedding ? _embeddings : _chat;

    /// <summary>Longest wait for the first byte, and between two parts of a stream.</summary>
    public TimeSpan Timeout { get; }
}
