using Distill.ModelEmulator.Faults;
using Distill.ModelEmulator.Models;
using Distill.ModelEmulator.Protocol;
using Distill.ModelEmulator.Statistics;
using Microsoft.AspNetCore.Http;

namespace Distill.ModelEmulator.Chat;

/// <summary>What every request to a model passes: key, limits, faults, content filter, latency, and the count of how it ended.</summary>
internal sealed class RequestGate(KeyCheck keys, RequestJournal journal, TimeProvider timeProvider)
{
    /// <summary>Lets a request in and has it answered.</summary>
    /// <param name="context">The request.</param>
    /// <param name="model">The model it is for.</param>
    /// <param name="prompt">Hash of model and prompt.</param>
    /// <param name="promptTokens">Tokens of the prompt.</param>
    /// <param name="text">Text that the content filter reads.</param>
    /// <param name="answer">Writes the answer; it counts the admission as answered.</param>
    public async Task RunAsync(
        HttpContext context,
        ServedModel model,
        UInt128 prompt,
        int promptTokens,
        string text,
        Func<Admission, Task> answer
    )
    {
        keys.Require(context.Request, model.Options);
        var admission = new Admission(journal, model, prompt);
        try
        {
            model.Limit.Admit(promptTokens);
            model.Limit.WriteHeaders(context.Response.Headers);
            await MeetFaultAsync(context, admission, text);
            await PauseAsync(model.Faults.LatencyAt(admission.Index), context.RequestAborted);
            await answer(admission);
        }
        catch (ApiException exception)
        {
            model.Limit.WriteHeaders(context.Response.Headers);
            admission.Count(
                exception.Status switch
                {
                    StatusCodes.Status429TooManyRequests => Outcome.Throttled,
                    >= 500 => Outcome.Failed,
                    _ => Outcome.Refused,
                }
            );
            throw;
        }
        finally
        {
            admission.Count(Outcome.Abandoned);
        }
    }

    /// <summary>Waits on the emulator's clock.</summary>
    public Task PauseAsync(TimeSpan duration, CancellationToken cancellationToken) =>
        duration > TimeSpan.Zero ? Task.Delay(duration, timeProvider, cancellationToken) : Task.CompletedTask;

    private async Task MeetFaultAsync(HttpContext context, Admission admission, string text)
    {
        var (model, faults) = (admission.Model, admission.Model.Options.Faults);
        if (model.Faults.FilteredWord(text) is not null)
        {
            throw ApiException.Invalid("The prompt was refused by the content filter.", "messages", "content_filter");
        }

        admission.Fault = model.Faults.At(admission.Index);
        switch (admission.Fault)
        {
            case Fault.TooManyRequests:
                throw ApiException.TooManyRequests(
                    "The engine is busy; please slow down.",
                    "requests",
                    TimeSpan.FromSeconds(faults.RetryAfterSeconds)
                );
            case Fault.ServerError:
                throw new ApiException(
                    StatusCodes.Status500InternalServerError,
                    "The server had an error while processing the request.",
                    "server_error"
                );
            case Fault.Unavailable:
                throw new ApiException(StatusCodes.Status503ServiceUnavailable, "The engine is currently overloaded.", "server_error");
            case Fault.Hang:
                await PauseAsync(TimeSpan.FromSeconds(faults.HangSeconds), context.RequestAborted);
                admission.Count(Outcome.Abandoned);
                context.Abort();
                context.RequestAborted.ThrowIfCancellationRequested();
                break;
        }
    }
}
