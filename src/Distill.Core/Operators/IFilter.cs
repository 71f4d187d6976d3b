using Distill.Core.Samples;

namespace Distill.Core.Operators;

/// <summary>Decides on each sample by itself. Stateless and thread-safe.</summary>
public interface IFilter : IOperator
{
    /// <summary>Null keeps the sample; a drop says why not.</summary>
    Drop? Judge(Sample sample);
}
