namespace Distill.ModelEmulator.Chat;

/// <summary>The mind of a model. Thread-safe.</summary>
internal interface IResponder
{
    /// <summary>Answers a chat.</summary>
    /// <param name="request">The request.</param>
    /// <param name="choice">Which of its answers, from 0.</param>
    /// <param name="cancellationToken">Stops waiting for a model that is not ready yet.</param>
    /// <exception cref="Protocol.ApiException">The model cannot answer.</exception>
    ValueTask<string> AnswerAsync(ChatRequest request, int choice, CancellationToken cancellationToken);
}
