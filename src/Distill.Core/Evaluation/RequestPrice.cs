using Distill.Core.Models;

namespace Distill.Core.Evaluation;

/// <summary>What requests cost by a model's configured prices.</summary>
public static class RequestPrice
{
    /// <summary>Money for 1,000 requests of the average size of those given; null when there is no request.</summary>
    /// <param name="model">The model with its prices for a million tokens.</param>
    /// <param name="requests">Requests answered, cached and journaled ones too: the price is of the traffic, not of this run.</param>
    /// <param name="inputTokens">Input tokens of them all.</param>
    /// <param name="outputTokens">Output tokens of them all.</param>
    public static decimal? PerThousand(ModelEntry model, long requests, long inputTokens, long outputTokens) =>
        requests <= 0 ? null : ((inputTokens * model.InputPrice) + (outputTokens * model.OutputPrice)) / 1_000_000m / requests * 1000m;
}
