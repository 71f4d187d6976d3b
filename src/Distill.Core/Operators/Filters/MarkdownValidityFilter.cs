using System.Buffers;
using System.Text.Json.Nodes;
using Distill.Core.Evaluation;
using Distill.Core.Samples;

namespace Distill.Core.Operators.Filters;

/// <summary><c>markdown_validity_filter</c>: the answer's Markdown renders as it was meant: fences are closed, tables are tables, links have an end and an address.</summary>
internal sealed class MarkdownValidityFilter(IReadOnlyList<string> checks) : IFilter
{
    private static readonly string[] Checks = ["fences", "tables", "links"];

    // Without one of these there is neither fence nor table nor link.
    private static readonly SearchValues<char> Marks = SearchValues.Create("`~|[");

    public static OperatorDescriptor Descriptor { get; } =
        new(
            "markdown_validity_filter",
            OperatorKind.Filter,
            "Drops answers whose Markdown is broken: a fence that is not closed, a table whose rows do not fit its head, a link without end or address.",
            [OperatorParameter.Choices("checks", Checks, Checks, "What is checked.")],
            (arguments, _) => Create(arguments.Texts("checks"))
        );

    public string Name => Descriptor.Name;

    public Drop? Judge(Sample sample)
    {
        if (TaughtAnswer.Of(sample) is not { } answer || !answer.AsSpan().ContainsAny(Marks))
        {
            return null;
        }

        var fault = MarkdownFault
            .Find(answer)
            .FirstOrDefault(fault => fault.Check.Length == 0 || checks.Contains(fault.Check, StringComparer.Ordinal));
        return fault is null ? null : new Drop(fault.Reason, new JsonObject { ["line"] = fault.Line, ["text"] = fault.Text });
    }

    private static MarkdownValidityFilter Create(IReadOnlyList<string> checks) =>
        checks.Count > 0
            ? new(checks)
            : throw new InvalidSettingException("checks is empty, so there is nothing to check; leave the operator out.");
}
