using System.Reflection;
using Distill.Core.Storage;

namespace Distill.Testing.Storage;

/// <summary>Finds backends that skip a contract suite.</summary>
public static class StorageContracts
{
    /// <summary>The suites of each port.</summary>
    public static IReadOnlyList<(Type Port, Type Suite)> Suites { get; } =
    [
        (typeof(IBlobStore), typeof(BlobStoreContract)),
        (typeof(IBlobStore), typeof(BlobAppendContract)),
        (typeof(IRunStore), typeof(RunStoreContract)),
        (typeof(IDatasetStore), typeof(DatasetStoreContract)),
        (typeof(IModelRegistry), typeof(ModelRegistryContract)),
        (typeof(IAliasStore), typeof(AliasStoreContract)),
        (typeof(IResponseCache), typeof(ResponseCacheContract)),
        (typeof(IAnnotationStore), typeof(AnnotationStoreContract)),
    ];

    /// <summary>Ports of Core that have no suite: none, or somebody has added a port without one.</summary>
    public static IEnumerable<string> PortsWithoutSuite() =>
        typeof(IBlobStore)
            .Assembly.GetExportedTypes()
            .Where(type => type.IsInterface && type.Namespace == typeof(IBlobStore).Namespace)
            .Where(type => type != typeof(IBlobAppender) && Suites.All(pair => pair.Port != type))
            .Select(type => type.Name);

    /// <summary>Suites that a backend owes and its tests do not run.</summary>
    public static IEnumerable<string> MissingSuites(Assembly backend, Assembly tests) =>
        from pair in Suites
        where backend.GetTypes().Any(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(pair.Port))
        where !tests.GetExportedTypes().Any(type => !type.IsAbstract && type.IsSubclassOf(pair.Suite))
        select $"{backend.GetName().Name} implements {pair.Port.Name}, but no test class derives from {pair.Suite.Name}";
}
