using System.Text;
using Distill.Core.Storage;
using Distill.LocalHost.Triggers.Blobs;
using Distill.LocalHost.Triggers.Discovery;
using Distill.LocalHost.Triggers.Invocation;
using Distill.LocalHost.Triggers.State;
using Distill.Storage.Local;
using Distill.Testing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Distill.LocalHost.Tests.Triggers.Blobs;

public sealed class BlobTriggerTests : IDisposable
{
    private readonly TempFolder _home = new();
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly Uploads _uploads = new();
    private readonly ServiceProvider _services;
    private TriggerState _state;

    public BlobTriggerTests()
    {
        var services = new ServiceCollection().AddDistillLocalStorage(new LocalStorageOptions { Home = _home.Path }).AddSingleton(_uploads);
        _services = services.BuildServiceProvider();
        _state = new TriggerState(_home.At("triggers.db"));
    }

    [Fact]
    public async Task A_blob_is_handed_over_once_across_a_restart()
    {
        await WriteAsync("uploads/news/a.txt", "one");
        var trigger = Trigger<ReadText>();
        await ScanAsync(trigger);
        await ScanAsync(trigger);

        Restart();
        await ScanAsync(Trigger<ReadText>());

        _uploads.Seen.ShouldBe(["news a.txt one uploads/news/a.txt"]);
    }

    [Fact]
    public async Task A_new_version_of_a_blob_is_handed_over_again()
    {
        var trigger = Trigger<ReadText>();
        await WriteAsync("uploads/news/a.txt", "one");
        await ScanAsync(trigger);
        await WriteAsync("uploads/news/a.txt", "two!");
        await ScanAsync(trigger);

        _uploads.Seen.Count.ShouldBe(2);
        _uploads.Seen[1].ShouldContain("two!");
    }

    [Fact]
    public async Task A_blob_outside_the_path_is_left_alone()
    {
        await WriteAsync("uploads/a.txt", "one");
        await WriteAsync("sources/news/a.txt", "one");

        await ScanAsync(Trigger<ReadText>());

        _uploads.Seen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(typeof(ReadStream))]
    [InlineData(typeof(ReadBytes))]
    public async Task A_blob_is_bound_as_its_parameter_asks(Type function)
    {
        await WriteAsync("uploads/news/a.txt", "数据");

        await ScanAsync(Trigger(function));

        _uploads.Seen.ShouldBe(["数据"]);
    }

    [Fact]
    public async Task A_failed_blob_is_tried_again_when_due_and_then_done()
    {
        _uploads.Fail = 1;
        await WriteAsync("uploads/news/a.txt", "one");
        var trigger = Trigger<ReadText>();

        var due = await ScanAsync(trigger);
        await ScanAsync(trigger);
        _uploads.Seen.Count.ShouldBe(1, "before it is due it is not tried again");

        due.ShouldBe(_clock.GetUtcNow() + TimeSpan.FromSeconds(2));
        _clock.Advance(TimeSpan.FromSeconds(2));
        (await ScanAsync(trigger)).ShouldBeNull();
        _uploads.Seen.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_blob_that_fails_five_times_is_poison_until_it_is_replaced()
    {
        _uploads.Fail = int.MaxValue;
        await WriteAsync("uploads/news/a.txt", "bad");
        var trigger = Trigger<ReadText>();
        for (var attempt = 0; attempt < 10; attempt++)
        {
            await ScanAsync(trigger);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        Restart();
        await ScanAsync(Trigger<ReadText>());
        _uploads.Seen.Count.ShouldBe(BlobTrigger.MaxAttempts);
        _state.FindReceipt("ReadText", "uploads/news/a.txt")!.State.ShouldBe(BlobReceiptState.Poison);

        _uploads.Fail = 0;
        await WriteAsync("uploads/news/a.txt", "mended");
        await ScanAsync(Trigger<ReadText>());
        _uploads.Seen[^1].ShouldContain("mended");
    }

    public void Dispose()
    {
        _state.Dispose();
        _services.Dispose();
        _home.Dispose();
    }

    private void Restart()
    {
        _state.Dispose();
        _state = new TriggerState(_home.At("triggers.db"));
    }

    private BlobTrigger Trigger<T>() => Trigger(typeof(T));

    private BlobTrigger Trigger(Type function) =>
        new(
            new FunctionInvoker(
                FunctionCatalog.Discover([function]).Functions.Single(),
                _services.GetRequiredService<IServiceScopeFactory>()
            ),
            _services.GetRequiredService<IBlobStore>(),
            _state,
            _clock,
            NullLogger.Instance
        );

    private static Task<DateTimeOffset?> ScanAsync(BlobTrigger trigger) =>
        trigger.ScanAsync(TestContext.Current.CancellationToken, CancellationToken.None);

    private async Task WriteAsync(string path, string text)
    {
        await using var write = await _services.GetRequiredService<IBlobStore>().CreateAsync(path);
        await write.Content.WriteAsync(Encoding.UTF8.GetBytes(text));
        await write.CommitAsync();
    }

    public sealed class Uploads
    {
        public List<string> Seen { get; } = [];

        public int Fail { get; set; }

        public void Add(string text)
        {
            Seen.Add(text);
            if (Fail-- > 0)
            {
                throw new InvalidOperationException("on purpose");
            }
        }
    }

    public sealed class ReadText(Uploads uploads)
    {
        [Function("ReadText")]
        public void Run([BlobTrigger("uploads/{pipeline}/{name}")] string text, string pipeline, string name, string blobTrigger) =>
            uploads.Add($"{pipeline} {name} {text} {blobTrigger}");
    }

    public sealed class ReadStream(Uploads uploads)
    {
        [Function("ReadStream")]
        public async Task RunAsync([BlobTrigger("uploads/{path}")] Stream content, CancellationToken cancellationToken)
        {
            using var reader = new StreamReader(content);
            uploads.Add(await reader.ReadToEndAsync(cancellationToken));
        }
    }

    public sealed class ReadBytes(Uploads uploads)
    {
        [Function("ReadBytes")]
        public void Run([BlobTrigger("uploads/{path}")] byte[] content) => uploads.Add(Encoding.UTF8.GetString(content));
    }
}
