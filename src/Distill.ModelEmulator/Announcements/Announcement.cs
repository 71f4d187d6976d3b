namespace Distill.ModelEmulator.Announcements;

/// <summary>A generated company announcement.</summary>
/// <param name="Id">Unique within its generator, for example <c>a-000017</c>.</param>
/// <param name="Text">Chinese text of one to three sentences.</param>
/// <param name="Label">Gold sentiment for the shareholders: <c>正面</c>, <c>中性</c> or <c>负面</c>.</param>
public sealed record Announcement(string Id, string Text, string Label);
