using Microsoft.Extensions.Logging;

namespace Distill.Providers.Inference;

/// <summary>Log events of inference; ids 3000 to 3099. No prompt, answer or key is logged.</summary>
internal static partial class InferenceLog
{
    [LoggerMessage(
        3000,
        LogLevel.Debug,
        "Shard {Journal} of model {Model}: {Answers} answers, {Refusals} refusals, {Requests} requests sent."
    )]
    public static partial void ShardDone(ILogger logger, string model, string journal, int answers, int refusals, long requests);

    [LoggerMessage(
        3001,
        LogLevel.Warning,
        "Journal {Journal} has {Lines} damaged lines, cut off by a crash; they were never acknowledged and their calls are asked again."
    )]
    public static partial void JournalDamaged(ILogger logger, string journal, int lines);

    [LoggerMessage(3002, LogLevel.Debug, "Model {Model}: attempt {Attempt} of {Attempts} failed, the next in {Seconds:0.0} s. {Cause}")]
    public static partial void Retrying(ILogger logger, string model, int attempt, int attempts, double seconds, string cause);

    [LoggerMessage(3003, LogLevel.Warning, "Model {Model} refuses call {Key}: {Reason}. {Message}")]
    public static partial void Refused(ILogger logger, string model, string key, string reason, string message);
}
