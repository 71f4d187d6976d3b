namespace Distill.Core.Operators;

/// <summary>A cleaning step: an <see cref="IMapper"/>, an <see cref="IFilter"/> or an <see cref="IDeduplicator"/>.</summary>
/// <remarks>Mappers and filters have no state and are thread-safe: several threads use one instance at once. Only deduplicators have state.</remarks>
public interface IOperator
{
    /// <summary>The snake_case name that recipes and rejects use.</summary>
    string Name { get; }
}
