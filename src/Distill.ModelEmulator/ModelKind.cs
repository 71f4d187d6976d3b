namespace Distill.ModelEmulator;

/// <summary>What an emulated model does.</summary>
public enum ModelKind
{
    /// <summary>A base model that has learned nothing yet; it can be fine-tuned.</summary>
    Student,

    /// <summary>A learner trained at start-up from a labelled file.</summary>
    Teacher,

    /// <summary>Scores answers against references, or compares two answers.</summary>
    Judge,

    /// <summary>Serves <c>/v1/embeddings</c> only.</summary>
    Embedding,
}
