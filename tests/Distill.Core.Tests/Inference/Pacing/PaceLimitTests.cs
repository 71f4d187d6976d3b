using CsCheck;
using Distill.Core.Inference.Pacing;

namespace Distill.Core.Tests.Inference.Pacing;

public class PaceLimitTests
{
    [Fact]
    public void Take_AsFastAsAllowed_SpendsNinetyNinePercentOfTheLimit()
    {
        var sent = Send(perMinute: 6_000, seconds: 60, step: 0.001);

        sent.Count.ShouldBeInRange(5_930, 5_942);
    }

    // Whatever the gaps between the askers, no window of a second or more sees more than its part of the limit and the one that starts it.
    [Fact]
    public void Take_AtAnyTimes_NeverExceedsTheLimitInAWindow() =>
        Gen.Select(Gen.Double[60, 60_000], Gen.Double[0, 1], Gen.Double[0, 0.05].Array[300])
            .Sample(
                (perMinute, phase, gaps) =>
                {
                    var limit = PaceLimit.Start(perMinute, 0, phase);
                    var sent = new List<double>();
                    var now = 0.0;
                    foreach (var gap in gaps)
                    {
                        now = limit.Earliest(now + gap);
                        limit = limit.Take(now, 1);
                        sent.Add(now);
                    }

                    foreach (var start in sent)
                    {
                        sent.Count(at => at >= start && at < start + 1).ShouldBeLessThanOrEqualTo((int)Math.Ceiling(perMinute / 60) + 1);
                    }
                },
                iter: 200
            );

    [Fact]
    public void Start_WithAPhase_WaitsThatPartOfAnInterval()
    {
        var limit = PaceLimit.Start(60, now: 100, phase: 0.5);

        limit.Earliest(100).ShouldBe(100 + (0.5 / (60 * PaceLimit.Utilization / 60)), 1e-9);
    }

    [Fact]
    public void Take_AfterALongPause_DoesNotMakeUpForIt()
    {
        var limit = PaceLimit.Start(60, 0, 0).Take(0, 1);

        var afterPause = limit.Take(limit.Earliest(1_000), 1);

        afterPause.Earliest(1_000).ShouldBe(1_000 + (1 / PaceLimit.Utilization) - PaceLimit.Tolerance, 1e-9);
    }

    [Fact]
    public void Correct_ByWhatWasReservedTooMuch_GivesItBack()
    {
        var limit = PaceLimit.Start(60_000, 0, 0);

        var corrected = limit.Take(0.01, 500).Correct(200 - 500);

        corrected.Due.ShouldBe(limit.Take(0.01, 200).Due, 1e-9);
    }

    [Fact]
    public void Take_OfMoreThanAMinutesLimit_GoesOnceAndIsPaidOff()
    {
        var limit = PaceLimit.Start(600, 0, 0);

        var after = limit.Take(limit.Earliest(0), 1_200);

        after.Earliest(0).ShouldBeGreaterThan(120);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Start_WithoutAPositiveLimit_Throws(double perMinute) =>
        Should.Throw<ArgumentOutOfRangeException>(() => PaceLimit.Start(perMinute, 0, 0));

    private static List<double> Send(double perMinute, double seconds, double step)
    {
        var limit = PaceLimit.Start(perMinute, 0, 0);
        var sent = new List<double>();
        for (var now = 0.0; now < seconds; now += step)
        {
            while (limit.Earliest(now) <= now)
            {
                limit = limit.Take(now, 1);
                sent.Add(now);
            }
        }

        return sent;
    }
}
