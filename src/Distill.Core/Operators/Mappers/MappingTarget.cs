namespace Distill.Core.Operators.Mappers;

/// <summary>Which turns of a sample a mapper changes.</summary>
internal enum MappingTarget
{
    /// <summary>All turns.</summary>
    Both,

    /// <summary>All but the closing assistant turn; in a preference sample, all before the answers.</summary>
    Prompt,

    /// <summary>The closing assistant turn; in a preference sample, both answers.</summary>
    Answer,
}
