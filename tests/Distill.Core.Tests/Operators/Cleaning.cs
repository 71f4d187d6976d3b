using System.Text.Json.Nodes;
using Distill.Core.Evaluation;
using Distill.Core.Operators;
using Distill.Core.Samples;

namespace Distill.Core.Tests.Operators;

/// <summary>Short forms for tests of operators.</summary>
internal static class Cleaning
{
    public static OperatorContext Sentiment { get; } =
        new()
        {
            AnswerFormat = new AnswerFormat
            {
                Kind = "json",
                Field = "data",
                Labels = ["正面", "中性", "负面"],
            },
        };

    public static Sample Pair(string prompt, string answer, string id = "s1") =>
        new() { Id = id, Messages = [Message.User(prompt), Message.Assistant(answer)] };

    public static Sample Labelled(string id, string prompt, string label) => Pair(prompt, $$"""{"data":"{{label}}"}""", id);

    public static OperatorSpec Step(string op, JsonObject? parameters = null) => new() { Op = op, Parameters = parameters ?? [] };

    public static CleaningRun Start(params OperatorSpec[] steps)
    {
        var (recipe, errors) = Recipe.Bind(steps, Sentiment);
        errors.ShouldBeEmpty();
        return recipe.ShouldNotBeNull().Start();
    }

    public static CleaningOutcome Clean(OperatorSpec step, Sample sample) => Start(step).Run([sample])[0];
}
