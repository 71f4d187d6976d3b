namespace Distill.ModelEmulator.Announcements;

/// <summary>The form in which an announcement is put to a model, and the form of the answer.</summary>
public static class AnnouncementPrompts
{
    /// <summary>What stands directly before the announcement in a prompt; <see cref="TeachingOptions.InputAfter"/> of a teacher.</summary>
    public const string InputAfter = "公告内容：\n";

    /// <summary>What stands directly after it; <see cref="TeachingOptions.InputBefore"/> of a teacher.</summary>
    public const string InputBefore = "\n\n# 输出格式";

    /// <summary>The answer that a label becomes; <see cref="TeachingOptions.AnswerTemplate"/> of a teacher.</summary>
    public const string AnswerTemplate = "```json\n{\"data\":\"{label}\"}\n```";

    /// <summary>The prompt of an announcement: role, workflow, announcement, form of the output.</summary>
    public static string Prompt(string announcement) =>
        $$"""
            # 角色
            你是一名资深的证券分析师，擅长判断上市公司公告对股东的影响。

            # 工作流程
            1. 阅读公告，找出其中最重要的事件。
            2. 公告同时含有利好与利空时，以影响更大的一方为准。
            3. 日常事务、程序性事项和影响可控的事项判为中性。

            """
        + "\n"
        + InputAfter
        + announcement
        + InputBefore
        + """

            只输出下面格式的JSON，不要解释：
            ```json
            {"data":"正面|中性|负面"}
            ```
            """;

    /// <summary>The answer of a label.</summary>
    public static string Answer(string label) => AnswerTemplate.Replace("{label}", label, StringComparison.Ordinal);
}
