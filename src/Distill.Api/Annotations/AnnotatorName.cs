using Distill.Api.Access;
using Distill.Core.Annotation;
using Microsoft.AspNetCore.Http;

namespace Distill.Api.Annotations;

/// <summary>Who is at work: the name of the key or token. Where no key is asked for, which is on one's own machine, the header <c>X-Annotator</c> may say it.</summary>
internal sealed class AnnotatorName(AccessKeyRing keys)
{
    /// <summary>The header.</summary>
    public const string Header = "X-Annotator";

    private const int MaxLength = 100;

    /// <summary>The name.</summary>
    public string Of(HttpContext context)
    {
        if (keys.IsOpen && context.Request.Headers[Header] is [{ Length: > 0 and <= MaxLength } given])
        {
            // A header has no letters beyond ASCII; a name may. The policy's name is nobody's.
            var name = Uri.UnescapeDataString(given);
            return name == AnnotationDecision.Policy ? "unknown" : name;
        }

        return context.User.Identity?.Name ?? "unknown";
    }
}
