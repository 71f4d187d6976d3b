namespace Distill.Core.Planning;

/// <summary>The orchestration of one fine-tuning job, as <c>StudentTraining</c> polls it.</summary>
public static class TrainingWork
{
    private const double FirstWait = 0.5;
    private const double Growth = 1.5;
    private const double LongestWait = 60;

    /// <summary>Looks at a job that takes so many seconds: at once, then after waits that grow from half a second to a minute.</summary>
    public static long Polls(double seconds)
    {
        var (polls, at, wait) = (1L, 0d, FirstWait);
        while (at < seconds && wait < LongestWait)
        {
            at += wait;
            wait = Math.Min(LongestWait, wait * Growth);
            polls++;
        }

        return at < seconds ? polls + (long)Math.Ceiling((seconds - at) / LongestWait) : polls;
    }

    /// <summary>The work of a job that is looked at so many times: start, looks with timers between them, reading of the result.</summary>
    public static DurableWork Of(long polls) => DurableWork.Instance(polls + 2, timers: polls - 1);
}
