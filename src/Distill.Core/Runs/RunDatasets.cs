using System.IO.Hashing;
using System.Text;

namespace Distill.Core.Runs;

/// <summary>Ids of the datasets that a run makes: they follow from run, round and role, so a step that is done again makes no second one.</summary>
public static class RunDatasets
{
    /// <summary>The imported source.</summary>
    public static string Imported(string runId) => $"{runId}-imported";

    /// <summary>The prompts of a round.</summary>
    public static string Prompts(string runId, int round) => $"{runId}-r{round}-prompts";

    /// <summary>The teacher's answers to the prompts of a round.</summary>
    public static string Teacher(string runId, int round) => $"{runId}-r{round}-teacher";

    /// <summary>The cleaned answers of all rounds up to this one.</summary>
    public static string Clean(string runId, int round) => $"{runId}-r{round}-clean";

    /// <summary>The training set of a round.</summary>
    public static string Train(string runId, int round) => $"{runId}-r{round}-train";

    /// <summary>The validation set, made in the first round.</summary>
    public static string Validation(string runId) => $"{runId}-validation";

    /// <summary>The test set, made in the first round.</summary>
    public static string Test(string runId) => $"{runId}-test";

    /// <summary>A model's answers to the test set before training.</summary>
    public static string Before(string runId, string model) => $"{runId}-before-{Segment(model)}";

    /// <summary>A candidate's answers to the test set after the training of a round.</summary>
    public static string After(string runId, int round, string student) => $"{runId}-r{round}-after-{student}";

    /// <summary>The judge's verdicts on a dataset of answers.</summary>
    public static string Judged(string answers) => $"{answers}-judged";

    // Names of models are free; ids are segments of paths. The hash keeps two names apart that differ only in what a path cannot hold.
    private static string Segment(string name) =>
        name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.')
            ? name
            : $"{string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '-'))}-{XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(name)):x8}";
}
