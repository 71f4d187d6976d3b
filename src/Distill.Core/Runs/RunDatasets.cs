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

    /// <summary>The calls for new texts of a round, as prompts.</summary>
    public static string AugmentCalls(string runId, int round) => $"{runId}-r{round}-augment-calls";

    /// <summary>The teacher's answers to them.</summary>
    public static string AugmentTexts(string runId, int round) => $"{runId}-r{round}-augment-texts";

    /// <summary>The new texts that passed the gate, as prompts.</summary>
    public static string AugmentPrompts(string runId, int round) => $"{runId}-r{round}-augment-prompts";

    /// <summary>The teacher's answers to the new prompts.</summary>
    public static string AugmentAnswers(string runId, int round) => $"{runId}-r{round}-augment-answers";

    /// <summary>The training set of a round with its new rows.</summary>
    public static string AugmentedTrain(string runId, int round) => $"{runId}-r{round}-train-augmented";

    /// <summary>The validation set, made in the first round.</summary>
    public static string Validation(string runId) => $"{runId}-validation";

    /// <summary>The test set, made in the first round.</summary>
    public static string Test(string runId) => $"{runId}-test";

    /// <summary>A model's answers to the test set before training.</summary>
    public static string Before(string runId, string model) => $"{runId}-before-{Segment(model)}";

    /// <summary>The answers of one of the models that a training may end with to the validation rows.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="round">The round, or the stage of a turn.</param>
    /// <param name="student">The candidate, or the method of the stage.</param>
    /// <param name="index">Position among the models, from 0.</param>
    public static string Checkpoint(string runId, int round, string student, int index) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{runId}-r{round}-{student}-checkpoint-{index}");

    /// <summary>A candidate's answers to the test set after the training of a round.</summary>
    public static string After(string runId, int round, string student) => $"{runId}-r{round}-after-{student}";

    /// <summary>The judge's verdicts on a dataset of answers.</summary>
    public static string Judged(string answers) => $"{answers}-judged";

    /// <summary>The answers of a turn's window with their feedback.</summary>
    public static string Joined(string runId) => $"{runId}-joined";

    /// <summary>Unrated replies that the judge is to score.</summary>
    public static string Unrated(string runId) => $"{runId}-unrated";

    /// <summary>Low replies that better answers are wanted for.</summary>
    public static string Low(string runId) => $"{runId}-low";

    /// <summary>Low replies that challenger and online model are compared on, without a better text of the user.</summary>
    public static string Disliked(string runId) => $"{runId}-disliked";

    /// <summary>Liked replies to train on as they are.</summary>
    public static string Liked(string runId) => $"{runId}-liked";

    /// <summary>The teacher's answers to them.</summary>
    public static string References(string runId) => $"{runId}-references";

    /// <summary>The rest of what challenger and online model are compared on.</summary>
    public static string Praised(string runId) => $"{runId}-praised";

    /// <summary>The evaluation set of a turn.</summary>
    public static string Evaluation(string runId) => $"{runId}-evaluation";

    /// <summary>The supervised training set of a turn: new rows and the replay mix.</summary>
    public static string Mix(string runId) => $"{runId}-mix";

    /// <summary>The new rows of a turn alone.</summary>
    public static string Fresh(string runId) => $"{runId}-fresh";

    /// <summary>The preference pairs of a turn.</summary>
    public static string Pairs(string runId) => $"{runId}-preferences";

    // Names of models are free; ids are segments of paths. The hash keeps two names apart that differ only in what a path cannot hold.
    /// <summary>Answers of one side of an evaluation.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="part">The evaluation within the run.</param>
    /// <param name="side"><c>candidate</c> or <c>baseline</c>.</param>
    public static string Answers(string runId, string part, string side) => $"{runId}-{part}-{side}";

    /// <summary>The samples of an evaluation with both answers.</summary>
    public static string Matched(string runId, string part) => $"{runId}-{part}-matched";

    /// <summary>They, with one judge's verdicts.</summary>
    public static string Verdicts(string runId, string part, string judge) => $"{runId}-{part}-judged-{Segment(judge)}";

    /// <summary>People's choices that the judges of an evaluation are held against.</summary>
    public static string Choices(string runId, string part) => $"{runId}-{part}-choices";

    /// <summary>They, with one judge's verdicts.</summary>
    public static string ChoiceVerdicts(string runId, string part, string judge) => $"{runId}-{part}-choices-judged-{Segment(judge)}";

    /// <summary>A free name as a segment of an id or a path.</summary>
    /// <param name="name">The name of a model, for example.</param>
    public static string Segment(string name) =>
        name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.')
            ? name
            : $"{string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '-'))}-{XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(name)):x8}";
}
