using Distill.Core.Samples;

namespace Distill.Core.Judging;

/// <summary>Finds the language to ask a judge in.</summary>
public static class JudgeLanguages
{
    /// <summary>Chinese when a turn holds a character of the Chinese script, else English.</summary>
    public static JudgeLanguage Of(IReadOnlyList<Message> turns) =>
        turns.Any(turn => turn.Content.AsSpan().IndexOfAnyInRange('\u4e00', '\u9fff') >= 0) ? JudgeLanguage.Chinese : JudgeLanguage.English;
}
