using Distill.Core.Samples;

namespace Distill.Core.Operators;

/// <summary>Changes samples. Idempotent: mapping twice is mapping once. Stateless and thread-safe.</summary>
public interface IMapper : IOperator
{
    /// <summary>The mapped sample; the same instance when nothing changed.</summary>
    Sample Map(Sample sample);
}
