using System.Text.Json;
using Distill.Api.Access;
using Distill.Api.Gateway;
using Distill.Api.Problems;
using Distill.Core.Feedback;
using Distill.Core.Gateway;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Distill.Api.Feedback;

/// <summary>Takes feedback, and shows it.</summary>
internal static class FeedbackEndpoints
{
    private const int MaxBytes = 4 << 20;
    private const int MaxEvents = 1000;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints
            .MapPost("/v1/feedback", PostAsync)
            .WithTags("Feedback")
            .RequireAuthorization(AccessPolicies.Gateway)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes))
            .WithSummary("Takes one event or a list of up to 1000, all or none; a repeated event_id is known and kept once.")
            .Accepts<JsonElement>("application/json")
            .Produces<FeedbackReceipt>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
        endpoints
            .MapGet("/api/feedback", FindAsync)
            .WithTags("Feedback")
            .RequireAuthorization(AccessPolicies.Read)
            .WithSummary("The events of an answer, by its asid, in order of arrival.")
            .Produces<IReadOnlyList<FeedbackEvent>>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> PostAsync(
        HttpRequest request,
        [FromServices] FeedbackLog log,
        [FromServices] UserKeySecret secret,
        [FromServices] TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        JsonDocument document;
        try
        {
            document = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellationToken);
        }
        catch (JsonException wrong)
        {
            return ApiProblem.Invalid("", $"The body is not valid JSON: {wrong.Message}");
        }

        using (document)
        {
            var isList = document.RootElement.ValueKind == JsonValueKind.Array;
            List<JsonElement> elements = isList ? [.. document.RootElement.EnumerateArray()] : [document.RootElement];
            if (elements.Count is 0 or > MaxEvents)
            {
                return ApiProblem.Invalid("", $"The list has {elements.Count} events; 1 to {MaxEvents} are allowed.");
            }

            var (events, errors) = Read(elements, isList, time.GetUtcNow(), await secret.OpenAsync(cancellationToken));
            return errors.Count > 0
                ? ApiProblem.Invalid("The feedback is not valid; nothing was kept.", [.. errors])
                : TypedResults.Ok(Receipt(events, await log.RecordAsync(events, cancellationToken)));
        }
    }

    private static (List<FeedbackEvent> Events, List<FieldError> Errors) Read(
        List<JsonElement> elements,
        bool isList,
        DateTimeOffset now,
        UserKeyHash users
    )
    {
        var events = new List<FeedbackEvent>(elements.Count);
        var errors = new List<FieldError>();
        foreach (var (index, element) in elements.Index())
        {
            var (item, faults) = FeedbackRules.Check(FeedbackFields.Of(element), now, Asid.Create(now), users.Hash);
            errors.AddRange(faults.Select(fault => new FieldError(PathOf(isList, index, fault.Field), null, null, fault.Message, null)));
            if (item is not null)
            {
                events.Add(item);
            }
        }

        return (events, errors);
    }

    private static string PathOf(bool isList, int index, string field) =>
        !isList ? field
        : field.Length == 0 ? $"[{index}]"
        : $"[{index}].{field}";

    private static FeedbackReceipt Receipt(List<FeedbackEvent> events, IReadOnlyList<bool> isNew)
    {
        var accepted = isNew.Count(one => one);
        return new FeedbackReceipt(accepted, isNew.Count - accepted, [.. events.Select(item => item.EventId)]);
    }

    private static async Task<IResult> FindAsync(string? asid, [FromServices] FeedbackSearch search, CancellationToken cancellationToken) =>
        string.IsNullOrEmpty(asid)
            ? ApiProblem.Invalid("asid", "The id of the answer is missing.")
            : TypedResults.Ok(await search.FindAsync(asid, cancellationToken));
}
