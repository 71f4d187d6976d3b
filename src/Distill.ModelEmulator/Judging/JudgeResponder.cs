using System.Text.Json;
using Distill.ModelEmulator.Chat;
using Distill.ModelEmulator.Protocol;
using Distill.ModelEmulator.Text;

namespace Distill.ModelEmulator.Judging;

/// <summary>Scores an answer, by one or several dimensions, or compares two, by a fixed rubric. The same chat gets the same verdict.</summary>
internal sealed class JudgeResponder(EmulatedModelOptions options) : IResponder
{
    /// <inheritdoc />
    public ValueTask<string> AnswerAsync(ChatRequest request, int choice, CancellationToken cancellationToken)
    {
        var prompt = Read(request);
        var random = request.Randomness(choice);
        // Drawn first, so that the rate of malformed verdicts does not move the others.
        var malformed = random.NextDouble() < options.Judge.MalformedRate ? MalformedVerdict.Of(random) : null;
        var verdict = prompt switch
        {
            { First: { } first, Second: { } second } => Compare(prompt, first, second, random),
            { Answer: { } answer } => Score(prompt, answer, random),
            _ => throw ApiException.Invalid(
                "The emulator's judge finds no answer in the prompt: it reads <answer>, or <answer_a> and <answer_b>, beside <question> and <reference>.",
                "messages"
            ),
        };
        return ValueTask.FromResult(malformed ?? JsonSerializer.Serialize(verdict, Json.Options));
    }

    // Who asks again for a verdict that could not be read says only what was wrong; the material stands in the turn before.
    private static JudgingPrompt Read(ChatRequest request)
    {
        var last = JudgingPrompt.Read(ChatMessage.Prompt(request.Messages));
        return last.HasAnswer
            ? last
            : request
                .Messages.Where(message => message.Role == "user")
                .Reverse()
                .Select(message => JudgingPrompt.Read(message.Content))
                .FirstOrDefault(prompt => prompt.HasAnswer, last);
    }

    private object Score(JudgingPrompt prompt, string answer, Random random)
    {
        var quality = AnswerQuality.Of(answer, prompt.Reference, prompt.Question);
        if (prompt.Dimensions.Count == 0)
        {
            return new { score = OnScale(prompt, quality.Value + Noise(random)), reason = quality.Reason };
        }

        var scores = prompt.Dimensions.ToDictionary(
            dimension => dimension,
            _ => OnScale(prompt, quality.Value + Noise(random)),
            StringComparer.Ordinal
        );
        return new { scores, reason = quality.Reason };
    }

    private object Compare(JudgingPrompt prompt, string first, string second, Random random)
    {
        var a = AnswerQuality.Of(first, prompt.Reference, prompt.Question);
        var b = AnswerQuality.Of(second, prompt.Reference, prompt.Question);
        var taste = options.Judge.PositionBias + (options.Judge.LengthBias * LengthLead(first, second));
        var (winner, reason) = (Winner(), $"A: {a.Reason} B: {b.Reason}");
        if (prompt.Dimensions.Count == 0)
        {
            return new { winner, reason };
        }

        // Drawn after the whole, so that asking for dimensions does not move it.
        var dimensions = prompt.Dimensions.ToDictionary(dimension => dimension, _ => Winner(), StringComparer.Ordinal);
        return new
        {
            dimensions,
            winner,
            reason,
        };

        string Winner()
        {
            var lead = a.Value + taste + Noise(random) - (b.Value + Noise(random));
            return Math.Abs(lead) < options.Judge.TieMargin ? "same"
                : lead > 0 ? "A"
                : "B";
        }
    }

    // How much longer the first answer is: 1 when it has all the characters, -1 when the second one has.
    private static double LengthLead(string first, string second) =>
        first.Length + second.Length == 0 ? 0 : (double)(first.Length - second.Length) / (first.Length + second.Length);

    private static int OnScale(JudgingPrompt prompt, double value) =>
        prompt.Lowest + (int)Math.Round(Math.Clamp(value, 0, 1) * (prompt.Highest - prompt.Lowest), MidpointRounding.AwayFromZero);

    private double Noise(Random random) =>
        options.Judge.Noise > 0 ? options.Judge.Noise * Hash.Normal(random.NextDouble(), random.NextDouble()) : 0;
}
