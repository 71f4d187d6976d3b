using System.Buffers;
using System.Text;
using Distill.Core.RollingLogs;
using Distill.Storage.Local.Blobs;
using Distill.Testing;

namespace Distill.Storage.Local.Tests.Crash;

/// <summary>Kills a real process while it logs, again and again on one home, and looks at what it leaves.</summary>
public class KilledLogTests
{
    private const int Kills = 3;
    private const int Batch = 20;
    private const int LineLength = 2000;

    [Fact]
    public async Task WhateverWasAcknowledged_AndAllThatCameBeforeIt_IsThereAfterAKill_AndNoLineIsTorn()
    {
        if (KilledProcess.Home is { } home)
        {
            // The process that is killed is this assembly again, asked to run this test alone.
            await LogUntilKilledAsync(home);
            return;
        }

        using var folder = new TempFolder();
        var process = new KilledProcess(
            GetType(),
            nameof(WhateverWasAcknowledged_AndAllThatCameBeforeIt_IsThereAfterAKill_AndNoLineIsTorn)
        );
        var acknowledged = new HashSet<string>();
        for (var kill = 1; kill <= Kills; kill++)
        {
            var before = acknowledged.Count;
            await process.RunAndKillAsync(folder.Path, afterAcknowledgements: kill * 7, acknowledged);
            acknowledged.Count.ShouldBeGreaterThan(before);
            await using (await StartAsync(folder.Path)) { }
            Check(folder.Path, acknowledged);
        }
    }

    private static async Task LogUntilKilledAsync(string home)
    {
        await using var pipe = KilledProcess.OpenAcknowledgements();
        await using var log = await StartAsync(home);
        while (true)
        {
            var batch = Guid.NewGuid().ToString("N");
            for (var number = 0; number < Batch; number++)
            {
                log.Write(new Line($"{batch}-{number:D2}"));
            }

            await log.WriteDurablyAsync([new Line($"{batch}-{Batch:D2}")]);
            await pipe.WriteAsync(Encoding.UTF8.GetBytes(batch + "\n"));
        }
    }

    private static void Check(string path, HashSet<string> acknowledged)
    {
        var files = Directory.GetFiles(Path.Combine(path, "blobs", "logs"), "*.jsonl", SearchOption.AllDirectories);
        var texts = files.Select(File.ReadAllText).ToList();
        texts.ShouldAllBe(text => text.Length == 0 || text.EndsWith('\n'));
        var lines = texts.SelectMany(text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToList();
        lines.ShouldAllBe(line => line.Length == LineLength);
        var found = lines.Select(line => line.TrimEnd('x')).ToHashSet();
        acknowledged
            .SelectMany(batch => Enumerable.Range(0, Batch + 1).Select(number => $"{batch}-{number:D2}"))
            .Except(found)
            .ShouldBeEmpty();
    }

    private static async Task<RollingLog> StartAsync(string home)
    {
        var blobs = new LocalBlobStore(new LocalHome(new LocalStorageOptions { Home = home }, TimeProvider.System), TimeProvider.System);
        var options = new RollingLogOptions
        {
            Container = "logs",
            Writer = "w",
            FlushInterval = TimeSpan.FromMilliseconds(2),
            MaxFileBytes = 200_000,
        };
        var log = new RollingLog(blobs, options, TimeProvider.System, failure => throw failure);
        await log.StartAsync();
        return log;
    }

    private sealed class Line(string id) : IRollingLogEntry
    {
        public int Size => LineLength;

        public void WriteTo(IBufferWriter<byte> output) => output.Write(Encoding.UTF8.GetBytes(id.PadRight(LineLength, 'x')));

        public void Release()
        {
            // Nothing is pooled.
        }
    }
}
