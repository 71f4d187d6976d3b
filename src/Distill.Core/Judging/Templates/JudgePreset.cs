using Distill.Core.Judging.Asking;
using Distill.Core.Judging.Rubrics;

namespace Distill.Core.Judging.Templates;

/// <summary>A judge prompt of the library: used as it is, or copied and changed.</summary>
/// <param name="Name">Unique name, for example <c>general-zh</c>.</param>
/// <param name="Mode">Whether it scores answers or compares them.</param>
/// <param name="Language">Its language.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Dimensions">The dimensions that it scores or compares by.</param>
/// <param name="Scale">The scale of its scores.</param>
/// <param name="Text">The prompt with placeholders, as a template file holds it.</param>
public sealed record JudgePreset(
    string Name,
    JudgeMode Mode,
    JudgeLanguage Language,
    string Description,
    IReadOnlyList<RubricDimension> Dimensions,
    JudgeScale Scale,
    string Text
)
{
    /// <summary>The instruction that asks by this preset.</summary>
    public JudgeInstruction ToInstruction() => new(Mode, new Rubric(Dimensions, Scale), Language);
}
