using Distill.Core.Augmentation;
using Distill.Core.Dedup;

namespace Distill.Activities.Augmenting;

/// <summary>What the first step of an augmentation leaves for the later ones.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Template">What the training prompts have in common.</param>
/// <param name="AnswerCost">Money that an answer costs, by class.</param>
internal sealed record StoredPlan(AugmentationPlan Plan, PromptTemplate Template, IReadOnlyDictionary<string, decimal> AnswerCost);
