using System.Text.Json;
using Distill.ModelEmulator.Chat;
using Distill.ModelEmulator.Protocol;
using Distill.ModelEmulator.Text;

namespace Distill.ModelEmulator.Judging;

/// <summary>Scores an answer, or compares two, by a fixed rubric. The same prompt gets the same verdict.</summary>
internal sealed class JudgeResponder(EmulatedModelOptions options) : IResponder
{
    /// <inheritdoc />
    public ValueTask<string> AnswerAsync(ChatRequest request, int choice, CancellationToken cancellationToken)
    {
        var prompt = JudgingPrompt.Read(ChatMessage.Prompt(request.Messages));
        var random = request.Randomness(choice);
        var verdict = prompt switch
        {
            { First: { } first, Second: { } second } => Compare(prompt, first, second, random),
            { Answer: { } answer } => Score(prompt, answer, random),
            _ => throw ApiException.Invalid(
                "The emulator's judge finds no answer in the prompt: it reads <answer>, or <answer_a> and <answer_b>, beside <question> and <reference>.",
                "messages"
            ),
        };
        return ValueTask.FromResult(JsonSerializer.Serialize(verdict, Json.Options));
    }

    private object Score(JudgingPrompt prompt, string answer, Random random)
    {
        var quality = AnswerQuality.Of(answer, prompt.Reference, prompt.Question);
        var value = Math.Clamp(quality.Value + Noise(random), 0, 1);
        var score = prompt.Lowest + (int)Math.Round(value * (prompt.Highest - prompt.Lowest), MidpointRounding.AwayFromZero);
        return new { score, reason = quality.Reason };
    }

    private object Compare(JudgingPrompt prompt, string first, string second, Random random)
    {
        var a = AnswerQuality.Of(first, prompt.Reference, prompt.Question);
        var b = AnswerQuality.Of(second, prompt.Reference, prompt.Question);
        var lead = a.Value + options.Judge.PositionBias + Noise(random) - (b.Value + Noise(random));
        var winner =
            Math.Abs(lead) < options.Judge.TieMargin ? "same"
            : lead > 0 ? "A"
            : "B";
        return new { winner, reason = $"A: {a.Reason} B: {b.Reason}" };
    }

    private double Noise(Random random) =>
        options.Judge.Noise > 0 ? options.Judge.Noise * Hash.Normal(random.NextDouble(), random.NextDouble()) : 0;
}
