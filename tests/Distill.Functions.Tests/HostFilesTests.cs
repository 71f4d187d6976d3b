using System.Text.Json;
using System.Text.RegularExpressions;
using Cronos;
using Distill.Testing;

namespace Distill.Functions.Tests;

/// <summary>The two files that the Functions host reads: their shape, that the docs explain each setting, and that they lie beside the app.</summary>
public sealed partial class HostFilesTests
{
    [Fact]
    public void HostJson_RoutesAndHub_AreWhatTheAppIsWrittenFor()
    {
        var host = Read("host.json");
        var extensions = host.GetProperty("extensions");

        host.GetProperty("version").GetString().ShouldBe("2.0");
        extensions.GetProperty("http").GetProperty("routePrefix").GetString().ShouldBeEmpty();
        // Letters and digits, 3 to 45, a letter first: it becomes part of names of tables, queues and containers.
        extensions
            .GetProperty("durableTask")
            .GetProperty("hubName")
            .GetString()
            .ShouldNotBeNull()
            .ShouldMatch("^[A-Za-z][A-Za-z0-9]{2,44}$");
        TimeSpan.Parse(host.GetProperty("functionTimeout").GetString()!).ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public void HostJson_EverySetting_IsInTheTableOfTheDocs()
    {
        var documented = Documented("deploy.md", "Settings of host.json");

        Leaves(Read("host.json"), "").Select(setting => $"{setting.Path} = {setting.Value}").ShouldBe(documented, ignoreOrder: true);
    }

    [Fact]
    public void SampleSettings_NameEverySettingThatTheTriggersNeed()
    {
        var settings = Read("local.settings.sample.json");
        var values = settings.GetProperty("Values");

        settings.GetProperty("IsEncrypted").GetBoolean().ShouldBeFalse();
        values.EnumerateObject().ShouldAllBe(value => value.Value.ValueKind == JsonValueKind.String);
        values.GetProperty("FUNCTIONS_WORKER_RUNTIME").GetString().ShouldBe("dotnet-isolated");
        values.GetProperty("Storage__ConnectionString").GetString().ShouldBe("UseDevelopmentStorage=true");
        values.TryGetProperty("AzureWebJobsStorage", out _).ShouldBeTrue();
        foreach (var schedule in (string[])["SweepSchedule", "AnnotationExpirySchedule", "LogExpirySchedule", "SampleLogsSchedule"])
        {
            CronExpression.Parse(values.GetProperty(schedule).GetString()!, CronFormat.IncludeSeconds).ShouldNotBeNull();
        }
    }

    [Fact]
    public void SampleSettings_HoldNoSecret()
    {
        var values = Read("local.settings.sample.json").GetProperty("Values");

        values
            .EnumerateObject()
            .Where(value => value.Name.EndsWith("_KEY", StringComparison.Ordinal))
            .ShouldAllBe(value => value.Value.GetString() == "");
    }

    [Theory]
    [InlineData("host.json")]
    [InlineData("local.settings.sample.json")]
    public void File_AtTheTopLevel_IsCopiedBesideTheApp(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, name)).ShouldBe(File.ReadAllText(Repository.PathOf(name)));

    private static JsonElement Read(string name) => JsonDocument.Parse(File.ReadAllText(Repository.PathOf(name))).RootElement;

    private static IEnumerable<(string Path, string Value)> Leaves(JsonElement element, string path) =>
        element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().SelectMany(member => Leaves(member.Value, path.Length == 0 ? member.Name : $"{path}:{member.Name}"))
            : [(path, element.GetRawText())];

    /// <summary>The rows of the table that begins after a heading, as <c>setting = value</c>.</summary>
    private static List<string> Documented(string file, string heading)
    {
        var text = File.ReadAllText(Repository.PathOf("docs", file));
        var section = text[text.IndexOf($"## {heading}", StringComparison.Ordinal)..];
        var end = section.IndexOf("\n## ", StringComparison.Ordinal);
        return
        [
            .. Row()
                .Matches(end < 0 ? section : section[..end])
                .Select(row => $"{row.Groups["setting"].Value} = {row.Groups["value"].Value}"),
        ];
    }

    [GeneratedRegex(@"^\| `(?<setting>[^`]+)` \| `(?<value>[^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
