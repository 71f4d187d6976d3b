using Distill.Core.Normalization;

namespace Distill.Core.Filtering.Parsing;

/// <summary>Which paths are fields of a sample.</summary>
internal static class FieldRules
{
    private static readonly FilterRoot[] Roots = Enum.GetValues<FilterRoot>();

    /// <summary>The fields, for people.</summary>
    public static string Known =>
        "id, prompt, answer, system, turns, time, messages[0].content, chosen, rejected, labels.…, scores.…, feedback.…, meta.…";

    /// <summary>The field of a path, or null with what is wrong.</summary>
    public static FilterField? Bind(IReadOnlyList<FieldStep> path, bool isLength, out (string Message, string Remedy)? problem)
    {
        problem = null;
        var name = path[0].Name!;
        var root = Array.FindIndex(Roots, root => root.ToString().Equals(name, StringComparison.OrdinalIgnoreCase));
        if (root < 0)
        {
            problem = Unknown(name);
            return null;
        }

        var steps = path.Skip(1).ToList();
        problem = Problem(Roots[root], steps, isLength);
        return problem is null ? new FilterField(Roots[root], Joined(Roots[root], steps), isLength) : null;
    }

    private static (string, string) Unknown(string name)
    {
        var near = NearestName.Suggest(name, Roots.Select(root => root.ToString().ToLowerInvariant()));
        return name.ToUpperInvariant() is "AND" or "OR" or "NOT" or "IN" or "IS" or "NULL" or "TRUE" or "FALSE"
            ? ($"a field is missing before '{name}'", $"fields are {Known}")
            : (
                $"'{name}' is no field of a sample{near.TrimEnd('.')}",
                $"fields are {Known}; a label is labels.{name}, any other input field meta.{name}"
            );
    }

    private static (string, string)? Problem(FilterRoot root, List<FieldStep> steps, bool isLength) =>
        root switch
        {
            FilterRoot.Labels or FilterRoot.Scores => steps.Count == 0 || steps.Exists(step => step.Name is null)
                ? ($"{Lower(root)} needs a name", $"write {Lower(root)}.name")
            : isLength && root == FilterRoot.Scores ? Measureless(root)
            : null,
            FilterRoot.Messages or FilterRoot.Chosen or FilterRoot.Rejected => IsTurn(steps)
                ? null
                : ($"{Lower(root)} has no such part", $"write {Lower(root)}[0].content or {Lower(root)}[-1].role"),
            FilterRoot.Feedback or FilterRoot.Meta => null,
            _ => steps.Count > 0 ? ($"{Lower(root)} has no parts", $"write {Lower(root)}")
            : isLength && root is (FilterRoot.Turns or FilterRoot.Time) ? Measureless(root)
            : null,
        };

    private static (string, string) Measureless(FilterRoot root) =>
        ($"{Lower(root)} has no length", "length is for texts and lists: length(answer), length(messages)");

    private static bool IsTurn(List<FieldStep> steps) => steps is [] or [{ Name: null }] or [{ Name: null }, { Name: "role" or "content" }];

    private static string Lower(FilterRoot root) => root.ToString().ToLowerInvariant();

    // Names of labels and scores may hold dots: judge.helpfulness is one name.
    private static List<FieldStep> Joined(FilterRoot root, List<FieldStep> steps) =>
        root is FilterRoot.Labels or FilterRoot.Scores ? [FieldStep.Of(string.Join('.', steps.Select(step => step.Name)))] : steps;
}
