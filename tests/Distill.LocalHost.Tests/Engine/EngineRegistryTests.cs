using System.ComponentModel.DataAnnotations;
using Distill.LocalHost.Engine;

namespace Distill.LocalHost.Tests.Engine;

public sealed class EngineRegistryTests
{
    [Fact]
    public void Activity_NameInOtherCase_IsFound() => Registry(("Work", "")).Activity("wORK", "7").ShouldNotBeNull();

    [Fact]
    public void Activity_UnknownVersionOfVersionedName_IsRefused() =>
        Should
            .Throw<TaskNotRegisteredException>(() => Registry(("Work", ""), ("Work", "1")).Activity("Work", "2"))
            .Message.ShouldContain("'Work' is registered in version '2'");

    [Fact]
    public void AddActivity_SameNameAndVersion_IsRefused() =>
        Should
            .Throw<ArgumentException>(() => Registry(("Work", "1"), ("work", "1")))
            .Message.ShouldContain("registered twice in version '1'");

    [Fact]
    public async Task OpenAsync_SettingOutsideItsLimits_NamesIt() =>
        (
            await Should.ThrowAsync<ValidationException>(() =>
                DurableEngine.OpenAsync(new DurableEngineOptions { DatabasePath = "x", MaxConcurrentActivities = 0 }, new EngineRegistry())
            )
        ).Message.ShouldContain(nameof(DurableEngineOptions.MaxConcurrentActivities));

    private static EngineRegistry Registry(params (string Name, string Version)[] activities)
    {
        EngineRegistry registry = new();
        foreach ((var name, var version) in activities)
        {
            registry.AddActivity(name, _ => Task.FromResult<object?>(null), version);
        }

        return registry;
    }
}
