namespace Distill.ModelEmulator.Statistics;

/// <summary>What a model was asked since its data directory exists.</summary>
internal sealed class ModelCounts
{
    private readonly Dictionary<UInt128, (int Asked, int Answered)> prompts = [];
    private readonly long[] outcomes = new long[Enum.GetValues<Outcome>().Length];
    private long askedAgainAfterAnswer;

    /// <summary>Requests that have ended.</summary>
    public long Requests => outcomes.Sum();

    /// <summary>Counts a request that has ended.</summary>
    public void Add(UInt128 prompt, Outcome outcome)
    {
        outcomes[(int)outcome]++;
        var (asked, answered) = prompts.GetValueOrDefault(prompt);
        askedAgainAfterAnswer += answered > 0 ? 1 : 0;
        prompts[prompt] = (asked + 1, answered + (outcome == Outcome.Answered ? 1 : 0));
    }

    /// <summary>The counts as the statistics show them.</summary>
    public object ToBody() =>
        new
        {
            requests = Requests,
            answered = outcomes[(int)Outcome.Answered],
            throttled = outcomes[(int)Outcome.Throttled],
            failed = outcomes[(int)Outcome.Failed],
            refused = outcomes[(int)Outcome.Refused],
            abandoned = outcomes[(int)Outcome.Abandoned],
            distinct_prompts = prompts.Count,
            repeated_prompts = prompts.Values.Count(count => count.Asked > 1),
            asked_again_after_answer = askedAgainAfterAnswer,
        };
}
