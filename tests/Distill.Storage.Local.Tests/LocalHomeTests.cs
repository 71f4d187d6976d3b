using Distill.Core.Annotation;
using Distill.Core.Datasets;
using Distill.Core.Formats;
using Distill.Core.Storage;
using Distill.Storage.Local.State;
using Distill.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.Storage.Local.Tests;

public class LocalHomeTests
{
    [Fact]
    public void Open_WhereAFileLies_NamesThePlaceAndTheRemedy()
    {
        using var folder = new TempFolder();
        var file = folder.Write("home", "I am a file");

        var failure = Should.Throw<IOException>(() => Open(file));

        failure.Message.ShouldContain(file);
        failure.Message.ShouldContain("DISTILL_HOME");
    }

    [Fact]
    public void Open_OnAFileSystemThatCannotBeWritten_NamesThePlaceAndTheRemedy()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs /proc, a file system that nobody can write.");

        Should.Throw<IOException>(() => Open("/proc/distill-home")).Message.ShouldContain("DISTILL_HOME");
    }

    [Fact]
    public void Open_DeletesOnlyOldLeftovers()
    {
        using var folder = new TempFolder();
        var old = folder.Write("tmp/old", "");
        var young = folder.Write("tmp/young", "");
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-2));

        Open(folder.Path);

        File.Exists(old).ShouldBeFalse();
        File.Exists(young).ShouldBeTrue();
    }

    [Fact]
    public void StateDatabase_ThatIsNoDatabase_IsAClearFailure()
    {
        using var folder = new TempFolder();
        folder.Write("state.db", new string('x', 5000));

        Should.Throw<IOException>(() => new StateDatabase(Open(folder.Path))).Message.ShouldContain("no intact SQLite database");
    }

    [Fact]
    public void StateDatabase_OfANewerVersion_IsRefused()
    {
        using var folder = new TempFolder();
        var home = Open(folder.Path);
        using (var database = new StateDatabase(home))
        {
            database.Read(connection => connection.Execute("PRAGMA user_version = 99"));
        }

        Should.Throw<IOException>(() => new StateDatabase(home)).Message.ShouldContain("newer version");
    }

    [Fact]
    public async Task StateDatabase_OfVersion2_GetsCountersAndIndexesForItsTasks()
    {
        using var folder = new TempFolder();
        var home = Open(folder.Path);
        var cancellation = TestContext.Current.CancellationToken;
        AnnotationTask[] tasks = [.. Enumerable.Range(0, 700).Select(index => SomeAnnotation.Task($"s{index}", round: "r1"))];
        using (var database = new StateDatabase(home))
        {
            await new LocalAnnotationStore(database).AddTasksAsync(tasks, cancellation);
            await database.WriteAsync(
                connection =>
                    connection.Execute(
                        """
                        DROP INDEX annotation_waiting; DROP INDEX annotation_held; DROP INDEX annotation_decided; DROP INDEX annotation_states;
                        DROP INDEX annotation_rounds; DROP TABLE annotation_counts;
                        ALTER TABLE annotation_tasks DROP COLUMN waits_for; ALTER TABLE annotation_tasks DROP COLUMN not_for;
                        ALTER TABLE annotation_tasks DROP COLUMN holder; ALTER TABLE annotation_tasks DROP COLUMN last_by;
                        ALTER TABLE annotation_tasks DROP COLUMN last_at; PRAGMA user_version = 2;
                        """
                    ),
                cancellation
            );
        }

        using var migrated = new StateDatabase(home);
        var store = new LocalAnnotationStore(migrated);
        (await store.TallyAsync("news", "r1", cancellation)).ToFigures().States[AnnotationState.Drafted].ShouldBe(700);
        (await store.ListWaitingAsync("news", "ann", false, cancellation).CountAsync(cancellation)).ShouldBe(700);
    }

    [Theory]
    [InlineData(28, "disk is full")]
    [InlineData(30, "read-only")]
    public void Failure_OfTheDisk_IsExplained(int errno, string cause)
    {
        var explained = StorageFailure.Explain(new IOException("raw", errno), "/data/x", "written");

        explained.Message.ShouldStartWith("/data/x could not be written");
        explained.Message.ShouldContain(cause);
    }

    [Fact]
    public async Task AddDistillLocalStorage_Twice_GivesEveryPortOnce()
    {
        using var folder = new TempFolder();
        var options = new LocalStorageOptions { Home = folder.At("home") };
        await using var provider = new ServiceCollection()
            .AddDistillLocalStorage(options)
            .AddDistillLocalStorage(options)
            .BuildServiceProvider();

        provider.GetServices<IBlobStore>().Count().ShouldBe(1);
        provider.GetRequiredService<IRunStore>().ShouldNotBeNull();
        provider.GetRequiredService<IDatasetStore>().ShouldNotBeNull();
        provider.GetRequiredService<IModelRegistry>().ShouldNotBeNull();
        provider.GetRequiredService<IResponseCache>().ShouldNotBeNull();
        provider.GetRequiredService<DatasetImporter>().ShouldNotBeNull();
        provider.GetRequiredService<DatasetLibrary>().ShouldBeSameAs(provider.GetRequiredService<DatasetLibrary>());
    }

    private static LocalHome Open(string path) => new(new LocalStorageOptions { Home = path }, TimeProvider.System);
}
