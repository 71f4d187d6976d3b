using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Distill.Core.Telemetry;
using Distill.Testing.Http;

namespace Distill.Providers.Tests.Inference;

/// <summary>Other tests call models at the same time, so each looks only at the model name of its own.</summary>
public sealed class ChatTelemetryTests : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ConcurrentQueue<(string Name, double Value, Dictionary<string, object?> Tags)> _metrics = new();
    private readonly ActivityListener _traces;
    private readonly MeterListener _meters = new();

    public ChatTelemetryTests()
    {
        _traces = new ActivityListener
        {
            ShouldListenTo = source => source.Name == DistillTelemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_traces);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == DistillTelemetry.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument.Name, value, tags));
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument.Name, value, tags));
        _meters.Start();
    }

    [Fact]
    public async Task Calls_of_a_shard_are_spans_in_the_trace_of_the_run_without_what_was_said()
    {
        await using var driver = await ShardDriver.StartAsync();
        driver.Model = driver.Model with { Name = "traced", Model = "traced-model" };

        await RunTrace.StepAsync("InferShard", "run-7", () => driver.RunAsync(ShardDriver.Calls(3)), shard: 2);

        var step = _spans.Single(span => Equals(span.GetTagItem("distill.run.id"), "run-7"));
        var calls = _spans.Where(span => span.DisplayName == "chat traced-model").ToList();
        step.TraceId.ShouldBe(RunTrace.ContextOf("run-7").TraceId);
        calls.Count.ShouldBe(3);
        calls.ShouldAllBe(call => call.ParentSpanId == step.SpanId && call.TraceId == step.TraceId && call.Kind == ActivityKind.Client);
        var tags = calls[0].TagObjects.ToDictionary(tag => tag.Key, tag => tag.Value);
        tags["gen_ai.operation.name"].ShouldBe("chat");
        tags["gen_ai.request.model"].ShouldBe("traced-model");
        tags["gen_ai.response.model"].ShouldBe("scripted-2026");
        ((int)tags["gen_ai.usage.input_tokens"]!).ShouldBeGreaterThan(0);
        ((int)tags["gen_ai.usage.output_tokens"]!).ShouldBeGreaterThan(0);
        calls
            .SelectMany(call => call.TagObjects)
            .ShouldAllBe(tag => !$"{tag.Value}".Contains("prompt") && !$"{tag.Value}".Contains("answer"));
    }

    [Fact]
    public async Task Calls_are_counted_in_time_tokens_and_money_and_cached_ones_as_hits()
    {
        await using var driver = await ShardDriver.StartAsync();
        driver.Model = driver.Model with { Name = "metered", Model = "metered-model" };

        var first = await driver.RunAsync(ShardDriver.Calls(3));
        await driver.RunAsync(ShardDriver.Calls(3), driver.Request with { JournalPath = "runs/r2/journal/teacher-0.jsonl" });

        Of("gen_ai.client.operation.duration").Count.ShouldBe(3);
        Of("gen_ai.client.token.usage")
            .Where(one => Equals(one.Tags["gen_ai.token.type"], "input"))
            .Sum(one => one.Value)
            .ShouldBe(first.Usage.InputTokens);
        Of("distill.cost").Sum(one => one.Value).ShouldBe((double)first.Usage.Cost, 1e-9);
        Of("distill.cache.hits").Sum(one => one.Value).ShouldBe(3);
    }

    [Fact]
    public async Task A_refused_call_is_an_error_of_its_kind()
    {
        await using var driver = await ShardDriver.StartAsync(_ => ScriptedResponse.Error(400, "content_filter"));
        driver.Model = driver.Model with { Name = "refusing", Model = "refusing-model" };

        await driver.RunAsync(ShardDriver.Calls(1));

        var call = _spans.Single(span => span.DisplayName == "chat refusing-model");
        (call.Status, call.GetTagItem("error.type")).ShouldBe((ActivityStatusCode.Error, "refused"));
        _metrics.ShouldContain(one =>
            one.Name == "gen_ai.client.operation.duration" && Equals(one.Tags.GetValueOrDefault("error.type"), "refused")
        );
    }

    public void Dispose()
    {
        _traces.Dispose();
        _meters.Dispose();
    }

    private List<(string Name, double Value, Dictionary<string, object?> Tags)> Of(string name) =>
        [.. _metrics.Where(one => one.Name == name && Equals(one.Tags["distill.model"], "metered"))];

    private void Keep(string name, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var kept = new Dictionary<string, object?>();
        foreach (var (key, tag) in tags)
        {
            kept[key] = tag;
        }

        _metrics.Enqueue((name, value, kept));
    }
}
