using System.Diagnostics;
using Distill.Core.Inference;
using Distill.Core.Models;
using Distill.Core.Telemetry;

namespace Distill.Providers.Inference;

/// <summary>A span and the metrics of each model call, by the OpenTelemetry semantic conventions for generative AI. Never what was asked or answered.</summary>
internal static class ChatTelemetry
{
    private const string Operation = "chat";

    /// <summary>Starts the span of a call; null while nobody listens.</summary>
    public static Activity? Start(ModelEntry model, ChatParameters parameters)
    {
        if (!DistillTelemetry.Source.HasListeners())
        {
            return null;
        }

        var span = DistillTelemetry.Source.StartActivity($"{Operation} {model.Model}", ActivityKind.Client);
        if (span?.IsAllDataRequested == true)
        {
            foreach (var (name, value) in Attributes(model))
            {
                span.SetTag(name, value);
            }

            span.SetTag("gen_ai.request.temperature", parameters.Temperature);
            span.SetTag("gen_ai.request.top_p", parameters.TopP);
            span.SetTag("gen_ai.request.max_tokens", parameters.MaxOutputTokens);
        }

        return span;
    }

    /// <summary>Says what came of a call.</summary>
    public static void Record(Activity? span, ModelEntry model, AttemptOutcome outcome, TimeSpan elapsed)
    {
        var attributes = Attributes(model);
        if (outcome.Answer is { } answer)
        {
            attributes.Add("gen_ai.response.model", answer.Model);
            span?.SetTag("gen_ai.response.model", answer.Model);
            span?.SetTag("gen_ai.response.finish_reasons", new[] { answer.FinishReason });
            span?.SetTag("gen_ai.usage.input_tokens", answer.InputTokens);
            span?.SetTag("gen_ai.usage.output_tokens", answer.OutputTokens);
            CountTokens(attributes, "input", answer.InputTokens);
            CountTokens(attributes, "output", answer.OutputTokens);
            DistillMetrics.Cost.Add((double)model.CostOf(answer.InputTokens, answer.OutputTokens), attributes);
        }
        else
        {
            var kind = outcome.Kind.ToString().ToLowerInvariant();
            attributes.Add("error.type", kind);
            span?.SetTag("error.type", kind);
            span?.SetStatus(ActivityStatusCode.Error);
        }

        DistillMetrics.OperationDuration.Record(elapsed.TotalSeconds, attributes);
    }

    /// <summary>The configured name of a model, as metrics carry it.</summary>
    public static KeyValuePair<string, object?> Name(ModelEntry model) => new("distill.model", model.Name);

    private static void CountTokens(TagList attributes, string type, int tokens)
    {
        attributes.Add("gen_ai.token.type", type);
        DistillMetrics.TokenUsage.Record(tokens, attributes);
    }

    private static TagList Attributes(ModelEntry model) =>
        new()
        {
            { "gen_ai.operation.name", Operation },
            { "gen_ai.provider.name", Provider(model.Endpoint.Host) },
            { "gen_ai.request.model", model.Model },
            { "server.address", model.Endpoint.Host },
            { "server.port", model.Endpoint.Port },
            Name(model),
        };

    // The names that the conventions have; any other server of the same API is called after the API.
    private static string Provider(string host) =>
        host.EndsWith(".openai.azure.com", StringComparison.OrdinalIgnoreCase) ? "azure.ai.openai"
        : host.EndsWith(".openai.com", StringComparison.OrdinalIgnoreCase) ? "openai"
        : "openai_compatible";
}
