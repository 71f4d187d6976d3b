using System.Diagnostics;
using Distill.Core.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Distill.Telemetry.Tests;

public sealed class TelemetryServicesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void AddDistillTelemetry_NothingSet_AddsNothing()
    {
        var services = new ServiceCollection();

        services.AddDistillTelemetry(new ConfigurationBuilder().Build());

        services.ShouldBeEmpty();
    }

    [Fact]
    public void AddDistillTelemetry_Twice_AddsOnce()
    {
        var settings = Settings(new Uri("http://127.0.0.1:9"));
        var services = new ServiceCollection();

        services.AddDistillTelemetry(settings);
        var count = services.Count;
        services.AddDistillTelemetry(settings);

        services.Count.ShouldBe(count);
    }

    [Fact]
    public void Azure_Monitor_is_added_by_its_connection_string()
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    [TelemetryServices.AzureMonitorSetting] =
                        "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=http://127.0.0.1:9/",
                    ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] = "Authorization=AAD;ClientId=id-1",
                }
            )
            .Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(settings).AddDistillTelemetry(settings);

        using var provider = services.BuildServiceProvider();

        provider.GetRequiredService<TracerProvider>().ShouldNotBeNull();
        AuthenticationString.Read(settings["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"])!.ClientId.ShouldBe("id-1");
    }

    [Fact]
    public async Task Traces_metrics_and_logs_reach_a_collector()
    {
        var received = new System.Collections.Concurrent.ConcurrentDictionary<string, byte[]>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using var collector = builder.Build();
        collector.MapPost(
            "/v1/{signal}",
            async (string signal, HttpRequest request) =>
            {
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body, Cancel);
                received.AddOrUpdate(signal, body.ToArray(), (_, known) => [.. known, .. body.ToArray()]);
            }
        );
        await collector.StartAsync(Cancel);
        var settings = Settings(new Uri(collector.Urls.First()));
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(settings).AddLogging().AddDistillTelemetry(settings);

        await using (var provider = services.BuildServiceProvider())
        {
            var (traces, metrics) = (provider.GetRequiredService<TracerProvider>(), provider.GetRequiredService<MeterProvider>());
            await RunTrace.StepAsync("InferShard", "run-1", () => Task.CompletedTask, round: 1, shard: 4);
            DistillMetrics.CountRecords("InferShard", 3, 1);
            var logger = provider.GetRequiredService<ILoggerFactory>().CreateLogger("test");
            logger.Log(LogLevel.Error, new EventId(6001, "RunFailed"), "run-1 failed");
            traces.ForceFlush().ShouldBeTrue();
            metrics.ForceFlush().ShouldBeTrue();
        }

        received.Keys.Order().ShouldBe(["logs", "metrics", "traces"]);
        Contains(received["traces"], Convert.FromHexString(RunTrace.ContextOf("run-1").TraceId.ToString())).ShouldBeTrue();
        Contains(received["traces"], "distill.shard"u8).ShouldBeTrue();
        Contains(received["metrics"], "distill.rejects"u8).ShouldBeTrue();
        Contains(received["logs"], "RunFailed"u8).ShouldBeTrue();
    }

    [Fact]
    public async Task A_restarted_process_goes_on_with_the_trace_of_the_run()
    {
        var spans = new List<Activity>();
        foreach (var step in new[] { "ImportSource", "InferShard" })
        {
            var services = new ServiceCollection();
            services.AddDistillSignals().WithTracing(tracing => tracing.AddInMemoryExporter(spans));
            await using var process = services.BuildServiceProvider();
            process.GetRequiredService<TracerProvider>();
            await RunTrace.StepAsync(step, "run-2", () => Task.CompletedTask);
            await RunTrace.StepAsync(step, "run-3", () => Task.CompletedTask);
        }

        var mine = spans.Where(span => Equals(span.GetTagItem("distill.run.id"), "run-2")).ToList();
        mine.Select(span => span.OperationName).ShouldBe(["ImportSource", "InferShard"]);
        mine.Select(span => (span.TraceId, span.ParentSpanId)).Distinct().ShouldHaveSingleItem();
        spans.ShouldContain(span => span.TraceId != mine[0].TraceId);
    }

    [Fact]
    public async Task A_step_that_throws_is_an_error_without_its_message()
    {
        var spans = new List<Activity>();
        var services = new ServiceCollection();
        services.AddDistillSignals().WithTracing(tracing => tracing.AddInMemoryExporter(spans));
        await using var process = services.BuildServiceProvider();
        process.GetRequiredService<TracerProvider>();

        await Should.ThrowAsync<InvalidOperationException>(() =>
            RunTrace.StepAsync("CleanAnswers", "run-4", () => throw new InvalidOperationException("a customer's words"))
        );

        var span = spans.Single(span => Equals(span.GetTagItem("distill.run.id"), "run-4"));
        span.Status.ShouldBe(ActivityStatusCode.Error);
        span.GetTagItem("error.type").ShouldBe("System.InvalidOperationException");
        span.Events.ShouldBeEmpty();
        span.StatusDescription.ShouldBeNull();
    }

    private static bool Contains(byte[] all, ReadOnlySpan<byte> part) => all.AsSpan().IndexOf(part) >= 0;

    private static IConfiguration Settings(Uri collector) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    [TelemetryServices.OtlpSetting] = collector.ToString(),
                    ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                }
            )
            .Build();
}
