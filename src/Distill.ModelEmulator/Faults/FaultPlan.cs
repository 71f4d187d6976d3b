using Distill.ModelEmulator.Text;

namespace Distill.ModelEmulator.Faults;

/// <summary>Which request meets which fault, and how long each takes: a function of seed and index, so a run can be repeated.</summary>
internal sealed class FaultPlan(EmulatedModelOptions options)
{
    private readonly (Fault Fault, double Rate)[] rates =
    [
        (Fault.TooManyRequests, options.Faults.TooManyRequestsRate),
        (Fault.ServerError, options.Faults.ServerErrorRate),
        (Fault.Unavailable, options.Faults.UnavailableRate),
        (Fault.Hang, options.Faults.HangRate),
        (Fault.Truncation, options.Faults.TruncationRate),
        (Fault.Malformed, options.Faults.MalformedRate),
    ];

    /// <summary>The fault of a request.</summary>
    /// <param name="index">Its number since the model exists, from 0.</param>
    public Fault At(long index)
    {
        var draw = Hash.Uniform(options.Seed, 1, index);
        foreach (var (fault, rate) in rates)
        {
            draw -= rate;
            if (draw < 0)
            {
                return fault;
            }
        }

        return Fault.None;
    }

    /// <summary>Time to the first token of a request.</summary>
    public TimeSpan LatencyAt(long index)
    {
        var normal = Hash.Normal(Hash.Uniform(options.Seed, 2, index), Hash.Uniform(options.Seed, 3, index));
        return TimeSpan.FromMilliseconds(Math.Max(0, options.Latency.MeanMilliseconds + (normal * options.Latency.DeviationMilliseconds)));
    }

    /// <summary>The refused word in a prompt, or null.</summary>
    public string? FilteredWord(string prompt) =>
        options.Faults.ContentFilter.FirstOrDefault(word => prompt.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>An answer that lost its form.</summary>
    public static string Malform(string answer, long index) =>
        (index % 3) switch
        {
            0 when answer.Contains('}', StringComparison.Ordinal) => answer[..answer.LastIndexOf('}')],
            1 => "好的，以下是我的回答 / Sure, here is my answer:\n" + answer.Replace("\"", "", StringComparison.Ordinal),
            _ => answer.Replace(":", "=", StringComparison.Ordinal) + " …",
        };
}
