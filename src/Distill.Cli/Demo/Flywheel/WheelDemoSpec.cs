using System.Globalization;

namespace Distill.Cli.Demo.Flywheel;

/// <summary>The run specs of the demo's turns.</summary>
internal static class WheelDemoSpec
{
    /// <summary>The spec of a turn on a stretch of traffic.</summary>
    public static string Of(DemoTraffic traffic) =>
        $$"""
            # One turn of the demo's wheel. docs/flywheel.md describes each field.
            name: demo wheel
            pipeline: flywheel
            wheel: demo
            alias: {{WheelDemoConfiguration.Alias}}
            # The traffic of this turn. A wheel that stands by itself has a schedule instead.
            window:
              from: {{Time(traffic.From)}}
              to: {{Time(traffic.To)}}
            teacher:
              model: expert
            judge:
              model: judge
            # Nobody is waited for: the teacher's draft is taken. The emulated judge cannot score a draft without a reference, so no score is asked for.
            annotate:
              drafts: 1
              temperature: 0
              deadline: 0s
              policy: take
              threshold: 1
            # The first model has learned from a few rows only: all of them are shown again.
            replay:
              ratio: 1
            stages:
              - method: sft
                epochs: 6
                seed: 1
              - method: dpo
                beta: 0.1
                epochs: 1
                seed: 1
            # Announcements of one kind share most of their words.
            evaluation:
              leakThreshold: 0.95
            # Sized for the demo's little traffic; the error rate is the usual one. The emulated judge compares with references, so it needs no calibration.
            gate:
              minSamples: 60
              minSliceSamples: 10
              sliceMargin: 0.3
              worthwhileAdvantage: 0.2
              requireCalibration: false
            # Hours and hundreds of requests in seconds and dozens: the demo's users talk on while the new model takes over. How long an emulator on this machine takes says nothing of a model.
            rollout:
              every: 1s
              steps:
                - {kind: shadow, percent: 50, hold: 1s, minRequests: 20}
                - {kind: canary, percent: 30, hold: 1s, minRequests: 30}
              guards:
                minLatencyRequests: 1000000
            shards:
              size: 100
              inFlight: 4

            """;

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
