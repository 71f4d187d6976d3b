using Distill.Core.Inference;
using Distill.Core.Models;
using Distill.Core.Samples;
using Distill.Providers;
using Distill.Storage.Local;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.Inference.Benchmarks;

/// <summary>5,000 distinct prompts in eight shards (the default window of a run) that share 256 requests in flight.</summary>
internal static class Workload
{
    public const int Prompts = 5_000;
    public const int Shards = 8;
    public const int InFlight = 256;

    public static ModelEntry Model(Uri endpoint, int? requestsPerMinute = null) =>
        new()
        {
            Name = "teacher",
            Endpoint = endpoint,
            Model = "teacher",
            MaxConcurrency = InFlight,
            RequestsPerMinute = requestsPerMinute,
        };

    public static string Journal(string run, int shard) => $"runs/{run}/journal/{shard}.jsonl";

    public static ChatCall[] Calls(int shard) =>
        [
            .. Enumerable
                .Range(shard * (Prompts / Shards), Prompts / Shards)
                .Select(index => new ChatCall(
                    $"r{index}",
                    [Message.User($"Announcement {index}: the company expects its profit to double. Positive or negative?")]
                )),
        ];

    /// <summary>The product, with its data in this directory.</summary>
    public static ServiceProvider Services(string home) =>
        new ServiceCollection()
            .AddDistillProviders(new ConfigurationBuilder().Build())
            .AddDistillLocalStorage(new LocalStorageOptions { Home = home })
            .BuildServiceProvider();

    /// <summary>All shards of a run, against the journals it has.</summary>
    public static Task<ShardInferenceResult[]> RunAsync(IServiceProvider services, ModelEntry model, string run)
    {
        var inference = services.GetRequiredService<IShardInference>();
        var share = RateShare.Of(model, Shards);
        return Task.WhenAll(
            Enumerable
                .Range(0, Shards)
                .Select(shard =>
                    inference.RunAsync(
                        new ShardInferenceRequest
                        {
                            Model = model,
                            JournalPath = Journal(run, shard),
                            RequestsPerMinute = share.RequestsPerMinute,
                            TokensPerMinute = share.TokensPerMinute,
                            MaxConcurrency = share.MaxConcurrency,
                            UseCache = false,
                        },
                        Calls(shard)
                    )
                )
        );
    }

    public static async Task<int> AskAsync(Uri endpoint, string home)
    {
        await using var services = Services(home);
        var results = await RunAsync(services, Model(endpoint), "kill");
        Console.WriteLine($"{results.Sum(result => result.Answers.Count)} {results.Sum(result => result.Usage.Journaled)}");
        return 0;
    }
}
