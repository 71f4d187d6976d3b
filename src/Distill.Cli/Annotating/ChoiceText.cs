using System.Globalization;
using Distill.Cli.Failures;
using Distill.Core.Annotation;

namespace Distill.Cli.Annotating;

/// <summary>Reads a decision as the command line gives it: <c>approve</c>, <c>approve:2</c>, <c>rewrite:TEXT</c>, <c>reject:REASON</c>, <c>skip</c>.</summary>
internal static class ChoiceText
{
    /// <summary>The decision; null is <c>skip</c>. Candidates count from 1, as they are shown.</summary>
    /// <exception cref="CliException">It is none.</exception>
    public static AnnotationChoice? Read(string text)
    {
        var parts = text.Split(':', 2);
        var rest = parts.Length == 2 ? parts[1] : "";
        return parts[0] switch
        {
            "approve" when rest.Length == 0 => AnnotationChoice.Approve(0),
            "approve" when int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 =>
                AnnotationChoice.Approve(number - 1),
            "rewrite" when rest.Length > 0 => AnnotationChoice.Rewrite(rest),
            "reject" when rest.Length > 0 => AnnotationChoice.Reject(rest),
            "skip" when rest.Length == 0 => null,
            _ => throw CliException.Usage(
                $"'{text}' is no decision",
                "--decide",
                "write approve, approve:N, rewrite:TEXT, reject:REASON or skip"
            ),
        };
    }
}
