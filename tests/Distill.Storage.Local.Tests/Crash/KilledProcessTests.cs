using System.Text;
using Distill.Core.Datasets;
using Distill.Storage.Local.Blobs;
using Distill.Storage.Local.State;
using Distill.Testing;

namespace Distill.Storage.Local.Tests.Crash;

/// <summary>Kills a real process while it writes, again and again on one home, and looks at what it leaves.</summary>
public class KilledProcessTests
{
    private const string Journal = "runs/r1/journal.jsonl";
    private const int Kills = 4;
    private const int Lanes = 8;

    [Fact]
    public async Task WhateverWasAcknowledged_IsThereAfterAKill_AndNothingHalf()
    {
        if (KilledProcess.Home is { } home)
        {
            // The process that is killed is this assembly again, asked to run this test alone.
            await WriteUntilKilledAsync(home);
            return;
        }

        using var folder = new TempFolder();
        var process = new KilledProcess(GetType(), nameof(WhateverWasAcknowledged_IsThereAfterAKill_AndNothingHalf));
        var acknowledged = new HashSet<string>();
        for (var kill = 1; kill <= Kills; kill++)
        {
            var before = acknowledged.Count;
            await process.RunAndKillAsync(folder.Path, afterAcknowledgements: kill * 23, acknowledged);
            acknowledged.Count.ShouldBeGreaterThan(before);
            await CheckAsync(folder.Path, acknowledged);
        }
    }

    private static async Task WriteUntilKilledAsync(string path)
    {
        await using var pipe = KilledProcess.OpenAcknowledgements();
        var home = Open(path);
        var blobs = new LocalBlobStore(home, TimeProvider.System);
        using var database = new StateDatabase(home);
        var library = new DatasetLibrary(blobs, new LocalDatasetStore(database), TimeProvider.System);
        await using var appender = await blobs.OpenAppendAsync(Journal);
        var gate = new Lock();
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => Task.Run(() => WriteLaneAsync(lane))));

        async Task WriteLaneAsync(int lane)
        {
            while (true)
            {
                var id = Guid.NewGuid().ToString("N");
                if (lane == 0)
                {
                    await using var writer = library.CreateWriter(Some.Draft(id), new DatasetWriterOptions { MaxRecords = 5 });
                    foreach (var sample in Some.Samples(12))
                    {
                        await writer.WriteAsync(sample);
                    }

                    await writer.CommitAsync();
                    Acknowledge("d" + id);
                }
                else
                {
                    await appender.AppendAsync(Encoding.UTF8.GetBytes($"{id}{new string('x', 3000)}\n"));
                    Acknowledge("j" + id);
                }
            }
        }

        void Acknowledge(string text)
        {
            lock (gate)
            {
                pipe.Write(Encoding.UTF8.GetBytes(text + "\n"));
            }
        }
    }

    private static async Task CheckAsync(string path, HashSet<string> acknowledged)
    {
        var home = Open(path);
        var blobs = new LocalBlobStore(home, TimeProvider.System);
        using var database = new StateDatabase(home);
        var catalogue = new LocalDatasetStore(database);
        var library = new DatasetLibrary(blobs, catalogue, TimeProvider.System);
        var manifests = await catalogue.ListAsync().ToListAsync();
        foreach (var manifest in manifests)
        {
            (await library.ReadAsync(manifest, verify: true).CountAsync()).ShouldBe(12);
        }

        await using (await blobs.OpenAppendAsync(Journal)) { }
        var lines = await File.ReadAllLinesAsync(Path.Combine(home.Blobs, Journal));
        lines.ShouldAllBe(line => line.Length == 3032);
        string[] found = [.. manifests.Select(manifest => "d" + manifest.Id), .. lines.Select(line => "j" + line[..32])];
        acknowledged.Except(found).ShouldBeEmpty();
    }

    private static LocalHome Open(string path) => new(new LocalStorageOptions { Home = path }, TimeProvider.System);
}
