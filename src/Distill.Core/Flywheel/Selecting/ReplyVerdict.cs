namespace Distill.Core.Flywheel.Selecting;

/// <summary>The class of a reply and why it is of it.</summary>
/// <param name="Class">The class.</param>
/// <param name="Reasons">Words of <see cref="ReplyReason"/>; none for a reply that nothing decides.</param>
public sealed record ReplyVerdict(ReplyClass Class, IReadOnlyList<string> Reasons);
