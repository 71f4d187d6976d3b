using System.Globalization;
using Distill.ModelEmulator.Chat;
using Distill.ModelEmulator.Learning;
using Distill.ModelEmulator.Text;

namespace Distill.ModelEmulator.Students;

/// <summary>
/// A base model before training: it sees the options a prompt offers and the form of the answer, and chooses by random weights on the prompt's n-grams.
/// It is right about as often as chance.
/// </summary>
internal sealed class UntrainedResponder(string name, int seed) : IResponder
{
    private readonly NgramHasher hasher = new(1, 3, 1, 12);
    private readonly int salt = (int)(uint)(ulong)Hash.Of(name, seed.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc />
    public ValueTask<string> AnswerAsync(ChatRequest request, int choice, CancellationToken cancellationToken)
    {
        var prompt = ChatMessage.Prompt(request.Messages);
        if (AnswerForm.Find(prompt) is not { } form)
        {
            // Nothing to choose from: it talks back, as base models do.
            return ValueTask.FromResult(TokenEstimate.Take(ChatMessage.LastUser(request.Messages), 32));
        }

        var option = request.Temperature > 0 ? request.Randomness(choice).Next(form.Options.Length) : Choose(prompt, form.Options.Length);
        return ValueTask.FromResult(form.Answer(option));
    }

    private int Choose(string prompt, int options)
    {
        using var counts = hasher.Count(prompt);
        var scores = new double[options];
        foreach (var bucket in counts.Touched)
        {
            for (var option = 0; option < options; option++)
            {
                scores[option] += counts[bucket] * (Hash.Uniform(salt, option, bucket) - 0.5);
            }
        }

        return Array.IndexOf(scores, scores.Max());
    }
}
