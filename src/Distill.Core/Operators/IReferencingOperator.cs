namespace Distill.Core.Operators;

/// <summary>An operator that compares samples with data of its own, for example an evaluation set. It is loaded before the first sample.</summary>
public interface IReferencingOperator : IOperator
{
    /// <summary>Reads the data that the operator's parameters name.</summary>
    /// <exception cref="ReferenceException">It cannot be read.</exception>
    Task LoadAsync(IReferenceReader references, CancellationToken cancellationToken);
}
