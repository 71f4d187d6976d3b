using Distill.Core.Feedback.Folding;
using Distill.Core.Formats;
using Distill.Core.Samples;

namespace Distill.Core.Feedback.Joining;

/// <summary>A logged line with its feedback.</summary>
/// <param name="Record">The record.</param>
/// <param name="Fate">What becomes of it.</param>
/// <param name="Sample">The sample with its feedback; null where it is left out.</param>
/// <param name="Fold">The feedback; null when there is none.</param>
/// <param name="Start">Where its bytes begin in the batch's, when they were written.</param>
/// <param name="Length">Their number.</param>
internal readonly record struct JoinedLine(ImportRecord Record, JoinFate Fate, Sample? Sample, FeedbackFold? Fold, int Start, int Length);
