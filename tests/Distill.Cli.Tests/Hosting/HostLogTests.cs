using Distill.Cli.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Distill.Cli.Tests.Hosting;

public sealed class HostLogTests : IDisposable
{
    private readonly TemporaryFolder _home = new();

    [Fact]
    public void Log_Message_IsALineWithTimeLevelAndEvent()
    {
        using (
            var log = HostLog.Open(_home.Path, echo: null, new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero)))
        )
        {
            log.CreateLogger("Engine").Log(LogLevel.Warning, new EventId(7), "公告", null, (text, _) => text);
        }

        Read().ShouldBe("2026-11-24T08:00:00.000Z Warning Engine[7] 公告" + Environment.NewLine);
    }

    [Fact]
    public void Log_AfterTheEnd_DoesNotThrow()
    {
        var log = HostLog.Open(_home.Path, echo: null, new FakeTimeProvider());
        log.Dispose();

        Should.NotThrow(() => log.CreateLogger("Engine").Log(LogLevel.Information, default, "late", null, (text, _) => text));
    }

    [Fact]
    public void Open_LogThatHasGrownLarge_PutsItAside()
    {
        var path = HostLog.PathIn(_home.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using (var old = File.Create(path))
        {
            old.SetLength(HostLog.MaxBytes + 1);
        }

        HostLog.Open(_home.Path, echo: null, new FakeTimeProvider()).Dispose();

        new FileInfo(path).Length.ShouldBe(0);
        File.Exists(path + ".1").ShouldBeTrue();
    }

    public void Dispose() => _home.Dispose();

    private string Read() => File.ReadAllText(HostLog.PathIn(_home.Path));
}
