using System.Buffers;
using System.Text.Unicode;
using Distill.Core.Gateway;
using Microsoft.AspNetCore.Http;

namespace Distill.Api.Gateway;

/// <summary>Returns an answer that is there as a whole.</summary>
internal static class AnswerBody
{
    /// <summary>Takes up in what form the log can take an answer, and where its usage stands.</summary>
    public static void Describe(Exchange exchange, UpstreamAnswer answer) =>
        Describe(exchange, answer, answer.Content is { } content ? CompletionOutline.Read(content.Span) : default);

    /// <summary>Writes an answer with the asid as its id; an answer without an id, such as an error, as it is. Describes it too.</summary>
    public static void Write(HttpResponse response, UpstreamAnswer answer, byte[] asid, Exchange exchange)
    {
        var content = answer.Content!.Span;
        var outline = CompletionOutline.Read(content);
        Describe(exchange, answer, outline);
        var output = response.BodyWriter;
        if (outline.Id.Exists)
        {
            response.ContentLength = content.Length - outline.Id.Length + asid.Length;
            output.Write(content[..outline.Id.Start]);
            output.Write(asid);
            output.Write(content[outline.Id.End..]);
        }
        else
        {
            response.ContentLength = content.Length;
            output.Write(content);
        }
    }

    private static void Describe(Exchange exchange, UpstreamAnswer answer, CompletionOutline outline)
    {
        if (answer.Content is not { Length: > 0 } content)
        {
            exchange.Form = AnswerForm.None;
            return;
        }

        var isJson = answer.Error is null && outline.IsJson && Utf8.IsValid(content.Span);
        exchange.Form = isJson ? AnswerForm.Json : AnswerForm.Other;
        exchange.Usage = isJson ? outline.Usage : default;
    }
}
