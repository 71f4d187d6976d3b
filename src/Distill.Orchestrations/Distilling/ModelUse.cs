using Distill.Core.Inference;
using Distill.Core.Runs.Specs;

namespace Distill.Orchestrations.Distilling;

/// <summary>A model and how a run asks it.</summary>
/// <param name="Model">Name of the configured model.</param>
/// <param name="Parameters">What is asked besides the messages.</param>
/// <param name="UseCache">False leaves the response cache alone.</param>
/// <param name="FineTunedModel">The provider's name of a fine-tuned model, or null.</param>
internal sealed record ModelUse(string Model, ChatParameters Parameters, bool UseCache, string? FineTunedModel = null)
{
    public static ModelUse Of(TeacherSpec teacher) => new(teacher.Model, teacher.Parameters, teacher.Cache);

    public static ModelUse Of(JudgeSpec judge) => new(judge.Model, judge.Parameters, judge.Cache);

    // A student's answers are measured, its latency among them: the cache would answer for it.
    public static ModelUse Of(StudentSpec student) => new(student.Model, student.Parameters, false);
}
