namespace Distill.Core.Operators;

/// <summary>A cleaning step: an <see cref="IMapper"/>, an <see cref="IFilter"/> or an <see cref="IDeduplicator"/>. Used by one thread at a time.</summary>
public interface IOperator
{
    /// <summary>The snake_case name that recipes and rejects use.</summary>
    string Name { get; }
}
