using System.Runtime.InteropServices;
using System.Text.Json;
using Distill.ModelEmulator.Chat;
using Distill.ModelEmulator.Models;
using Distill.ModelEmulator.Protocol;
using Distill.ModelEmulator.Statistics;
using Distill.ModelEmulator.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Distill.ModelEmulator.Embeddings;

/// <summary><c>/v1/embeddings</c>: signed hashed n-grams, normalised. Every model serves them.</summary>
internal static class EmbeddingEndpoints
{
    private const int MostInputs = 2_048;

    /// <summary>Adds the route.</summary>
    public static void MapEmbeddings(this IEndpointRouteBuilder routes) => routes.MapPost("/embeddings", EmbedAsync);

    private static async Task EmbedAsync(HttpContext context, ModelCatalogue catalogue, RequestGate gate)
    {
        using var document = await Json.ReadBodyAsync(context.Request, context.RequestAborted);
        var body = document.RootElement;
        var model = catalogue.Get(body.RequiredString("model"));
        var inputs = ReadInputs(body);
        var dimensions = body.OptionalInteger("dimensions", 8, 4_096) ?? model.Options.EmbeddingDimensions;
        var base64 = body.OptionalString("encoding_format") == "base64";
        var tokens = inputs.Sum(TokenEstimate.Count);
        await gate.RunAsync(context, model, Hash.Of(inputs.Prepend(model.Name)), tokens, string.Join('\n', inputs), AnswerAsync);

        Task AnswerAsync(Admission admission)
        {
            var embedder = new Embedder(dimensions);
            var data = inputs.Select(object (input, index) => ToBody(embedder.Embed(input), index, base64)).ToList();
            admission.Count(Outcome.Answered);
            return context.Response.WriteAsJsonAsync(
                new
                {
                    @object = "list",
                    data,
                    model = model.Name,
                    usage = new { prompt_tokens = tokens, total_tokens = tokens },
                },
                Json.Options,
                context.RequestAborted
            );
        }
    }

    private static object ToBody(float[] vector, int index, bool base64) =>
        new
        {
            @object = "embedding",
            index,
            embedding = base64 ? (object)Convert.ToBase64String(MemoryMarshal.AsBytes(vector.AsSpan())) : vector,
        };

    private static List<string> ReadInputs(JsonElement body)
    {
        var inputs = body.Find("input") switch
        {
            { ValueKind: JsonValueKind.String } text => [text.GetString()!],
            { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
                list.EnumerateArray().Select(item => item.GetString()!).ToList(),
            _ => throw ApiException.Invalid("'input' must be a string or an array of strings; token arrays are not emulated.", "input"),
        };
        return inputs.Count is > 0 and <= MostInputs && inputs.TrueForAll(input => input.Length > 0)
            ? inputs
            : throw ApiException.Invalid($"'input' must have 1 to {MostInputs} texts, none of them empty.", "input");
    }
}
