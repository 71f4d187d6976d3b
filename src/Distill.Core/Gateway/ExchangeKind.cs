namespace Distill.Core.Gateway;

/// <summary>What a request to the gateway asked for.</summary>
public enum ExchangeKind
{
    /// <summary>An answer in words; a line of the log says nothing about its kind then.</summary>
    Chat = 0,

    /// <summary>Vectors; <c>"kind":"embedding"</c> in the log.</summary>
    Embedding = 1,
}
