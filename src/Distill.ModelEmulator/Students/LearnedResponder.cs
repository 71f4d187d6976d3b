using Distill.ModelEmulator.Chat;
using Distill.ModelEmulator.Learning;

namespace Distill.ModelEmulator.Students;

/// <summary>Answers as a trained model does. It is loaded when it is first asked.</summary>
internal sealed class LearnedResponder(Func<LearnedModel> load) : IResponder
{
    private readonly Lazy<LearnedModel> model = new(load);

    /// <inheritdoc />
    public ValueTask<string> AnswerAsync(ChatRequest request, int choice, CancellationToken cancellationToken) =>
        ValueTask.FromResult(
            model.Value.Answer(ChatMessage.Prompt(request.Messages), request.Temperature, () => request.Randomness(choice))
        );
}
