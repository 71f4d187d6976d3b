using Microsoft.DurableTask;

namespace Distill.LocalHost.Engine;

/// <summary>
/// The orchestrators and activities that an engine can run, by name (without regard to case) and version.
/// Fill it before the engine starts; it is not thread-safe while it is filled.
/// </summary>
/// <remarks>
/// A task of version V is served by the registration of exactly (name, V). When a name has no versioned registration at all, its
/// unversioned one serves every version.
/// </remarks>
public sealed class EngineRegistry
{
    private readonly VersionedTable<Func<TaskOrchestrationContext, Task<object?>>> _orchestrators = new("orchestrator");
    private readonly VersionedTable<Func<ActivityInvocation, Task<object?>>> _activities = new("activity");

    /// <summary>Adds an orchestrator.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="run">Its code: deterministic, awaits nothing but tasks of its context. The result is serialised; null for none.</param>
    /// <param name="version">Its version; empty for none.</param>
    /// <returns>This registry.</returns>
    /// <exception cref="ArgumentException">The name is empty, or the name and version are taken.</exception>
    public EngineRegistry AddOrchestrator(string name, Func<TaskOrchestrationContext, Task<object?>> run, string version = "")
    {
        _orchestrators.Add(name, version, run);
        return this;
    }

    /// <summary>Adds an activity.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="run">Its code; runs at least once. The result is serialised; null for none.</param>
    /// <param name="version">Its version; empty for none.</param>
    /// <returns>This registry.</returns>
    /// <exception cref="ArgumentException">The name is empty, or the name and version are taken.</exception>
    public EngineRegistry AddActivity(string name, Func<ActivityInvocation, Task<object?>> run, string version = "")
    {
        _activities.Add(name, version, run);
        return this;
    }

    internal Func<TaskOrchestrationContext, Task<object?>> Orchestrator(string name, string version) => _orchestrators.Find(name, version);

    internal Func<ActivityInvocation, Task<object?>> Activity(string name, string version) => _activities.Find(name, version);

    private sealed class VersionedTable<T>(string what)
    {
        private readonly Dictionary<string, Dictionary<string, T>> _byName = new(StringComparer.OrdinalIgnoreCase);

        public void Add(string name, string version, T value)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name);
            ArgumentNullException.ThrowIfNull(version);
            ArgumentNullException.ThrowIfNull(value);
            if (!_byName.TryGetValue(name, out var versions))
            {
                _byName[name] = versions = new(StringComparer.OrdinalIgnoreCase);
            }

            if (!versions.TryAdd(version, value))
            {
                throw new ArgumentException($"The {what} '{name}' is registered twice{InVersion(version)}.", nameof(name));
            }
        }

        public T Find(string name, string version)
        {
            if (_byName.TryGetValue(name, out var versions))
            {
                if (versions.TryGetValue(version, out var exact))
                {
                    return exact;
                }

                if (versions.Count == 1 && versions.TryGetValue("", out var unversioned))
                {
                    return unversioned;
                }
            }

            throw new TaskNotRegisteredException($"No {what} '{name}' is registered{InVersion(version)}.");
        }

        private static string InVersion(string version) => version.Length == 0 ? "" : $" in version '{version}'";
    }
}
