using CsCheck;
using Distill.Core.Inference;
using Distill.Core.Inference.Journal;
using Distill.Core.Storage;
using Distill.Storage.Local;
using Distill.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.Core.Tests.Inference.Journal;

public sealed class InferenceJournalTests : IDisposable
{
    private const string Path = "runs/r1/journal/0.jsonl";

    private readonly TempFolder _home = new();
    private readonly ServiceProvider _services;
    private readonly InferenceJournal _journal;

    public InferenceJournalTests()
    {
        _services = new ServiceCollection().AddDistillLocalStorage(new LocalStorageOptions { Home = _home.Path }).BuildServiceProvider();
        _journal = new InferenceJournal(_services.GetRequiredService<IBlobStore>());
    }

    [Fact]
    public async Task ReadAsync_OfNoJournal_IsEmpty() => (await _journal.ReadAsync(Path)).ShouldBe(JournalContents.Empty);

    [Fact]
    public async Task AppendAsync_OfAnyTexts_IsReadBackWhole() =>
        await Gen
            .String.Array[0, 20]
            .SampleAsync(
                async texts =>
                {
                    var path = $"runs/{Guid.NewGuid():N}/0.jsonl";
                    JournalEntry[] entries = [.. texts.Select((text, index) => Answer($"k{index}", Wellformed(text)))];
                    await AppendAsync(path, entries);

                    var read = await _journal.ReadAsync(path);

                    read.DamagedLines.ShouldBe(0);
                    read.Entries.Values.ShouldBe(entries, ignoreOrder: true);
                },
                iter: 50,
                threads: 1
            );

    [Fact]
    public async Task AppendAsync_OfARefusal_IsReadBack()
    {
        var refusal = JournalEntry.Of("k", new CallRefusal("content_filter", "涉及\n敏感 \"内容\""));
        await AppendAsync(Path, refusal);

        (await _journal.ReadAsync(Path)).Entries["k"].ShouldBe(refusal);
    }

    [Fact]
    public async Task AppendAsync_FromManyAtOnce_LosesNone()
    {
        await using (var writer = await _journal.OpenAsync(Path))
        {
            await Task.WhenAll(
                Enumerable.Range(0, 500).Select(index => Task.Run(() => writer.AppendAsync(Answer($"k{index}", $"answer {index}"))))
            );
        }

        var read = await _journal.ReadAsync(Path);
        read.DamagedLines.ShouldBe(0);
        read.Entries.Count.ShouldBe(500);
    }

    [Fact]
    public async Task ReadAsync_OfTheSameKeyTwice_TakesTheFirst()
    {
        await AppendAsync(Path, Answer("k", "first"), Answer("k", "second"));

        (await _journal.ReadAsync(Path)).Entries["k"].Answer!.Content.ShouldBe("first");
    }

    // A crash leaves any first part of the bytes: at every one of them, what is whole is kept, and appending afterwards costs nothing more.
    [Fact]
    public async Task ReadAsync_OfAJournalCutAtAnyByte_KeepsEveryWholeLineAndTakesNewOnes()
    {
        JournalEntry[] entries =
        [
            Answer("a", "好"),
            JournalEntry.Of("b", new CallRefusal("context_length", "4096")),
            Answer("c", "line\nbreak"),
        ];
        await AppendAsync(Path, entries);
        var whole = await File.ReadAllBytesAsync(_home.At("blobs", Path));
        for (var length = 0; length <= whole.Length; length++)
        {
            var path = $"runs/cut{length}/0.jsonl";
            _home.Write($"blobs/{path}", "");
            await File.WriteAllBytesAsync(_home.At("blobs", path), whole[..length]);
            var lines = whole.AsSpan(0, length).Count((byte)'\n');

            var before = await _journal.ReadAsync(path);
            await AppendAsync(path, Answer("new", "after the crash"));
            var after = await _journal.ReadAsync(path);

            before.Entries.Values.ShouldBe(entries[..lines], ignoreOrder: true);
            before.DamagedLines.ShouldBe(length == 0 || whole[length - 1] == '\n' ? 0 : 1);
            after.Entries.Keys.ShouldBe([.. before.Entries.Keys, "new"], ignoreOrder: true);
            after.DamagedLines.ShouldBe(0);
        }
    }

    [Fact]
    public async Task ReadAsync_OfAnyChangedByte_NeverReturnsAChangedEntry()
    {
        await AppendAsync(Path, Answer("a", "yes"), Answer("b", "no"));
        var whole = await File.ReadAllBytesAsync(_home.At("blobs", Path));
        var intact = (await _journal.ReadAsync(Path)).Entries;
        for (var position = 0; position < whole.Length; position++)
        {
            var changed = (byte[])whole.Clone();
            changed[position] ^= 0x01;

            var read = await InferenceJournal.ReadAsync(new MemoryStream(changed), CancellationToken.None);

            read.DamagedLines.ShouldBeGreaterThan(0);
            read.Entries.ShouldAllBe(pair => intact[pair.Key] == pair.Value);
        }
    }

    [Fact]
    public async Task AppendAsync_OfChineseText_KeepsItReadable()
    {
        await AppendAsync(Path, Answer("k", "净利润增长"));

        (await File.ReadAllTextAsync(_home.At("blobs", Path))).ShouldContain("净利润增长");
    }

    public void Dispose()
    {
        _services.Dispose();
        _home.Dispose();
    }

    private static JournalEntry Answer(string key, string text) =>
        JournalEntry.Of(new ChatAnswer(key, text, "stop", 12, 3, 812.5, "m-2026"));

    // JSON has no lone surrogates; providers cannot send any.
    private static string Wellformed(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));

    private async Task AppendAsync(string path, params JournalEntry[] entries)
    {
        await using var writer = await _journal.OpenAsync(path);
        foreach (var entry in entries)
        {
            await writer.AppendAsync(entry);
        }
    }
}
