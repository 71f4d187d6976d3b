using System.Buffers;
using System.Text.Unicode;
using Distill.Core.Gateway;
using Microsoft.AspNetCore.Http;

namespace Distill.Api.Gateway;

/// <summary>Returns an answer that is there as a whole.</summary>
internal static class AnswerBody
{
    /// <summary>In what form the log can take an answer up.</summary>
    public static AnswerForm FormOf(UpstreamAnswer answer)
    {
        if (answer.Content is not { Length: > 0 } content)
        {
            return AnswerForm.None;
        }

        return answer.Error is null && CompletionOutline.Read(content.Span).IsJson && Utf8.IsValid(content.Span)
            ? AnswerForm.Json
            : AnswerForm.Other;
    }

    /// <summary>Writes an answer with the asid as its id; an answer without an id, such as an error, as it is.</summary>
    /// <returns>The form of what was written.</returns>
    public static AnswerForm Write(HttpResponse response, UpstreamAnswer answer, byte[] asid)
    {
        var content = answer.Content!.Span;
        var outline = CompletionOutline.Read(content);
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

        return content.IsEmpty ? AnswerForm.None
            : outline.IsJson && Utf8.IsValid(content) ? AnswerForm.Json
            : AnswerForm.Other;
    }
}
