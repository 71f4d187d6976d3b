using Distill.Core.Filtering;
using Distill.Core.Samples;

namespace Distill.Core.Sampling;

/// <summary>Which records of a log are meant. Stateless and thread-safe.</summary>
public sealed record LogSelection
{
    /// <summary>The time; null asks for none. A record without a time is in no window.</summary>
    public TimeWindow? Window { get; init; }

    /// <summary>The keywords; null asks for none.</summary>
    public KeywordRule? Keywords { get; init; }

    /// <summary>The filter; null takes all.</summary>
    public FilterExpression? Filter { get; init; }

    /// <summary>Why a record is not meant; null when it is. The window is asked first, then keywords, then the filter.</summary>
    public SamplingMiss? Judge(Sample sample)
    {
        if (Window is { } window)
        {
            if (SampleTime.Of(sample) is not { } time)
            {
                return SamplingMiss.NoTime;
            }

            if (!window.Contains(time))
            {
                return SamplingMiss.OutsideWindow;
            }
        }

        return Keywords?.Allows(sample) == false ? SamplingMiss.Keywords
            : Filter?.Matches(sample) == false ? SamplingMiss.Filter
            : null;
    }
}
