using Distill.Core.Judging.Asking;
using Distill.Core.Judging.Pairwise;
using Distill.Core.Judging.Rubrics;

namespace Distill.Core.Judging.Templates;

/// <summary>The library of judge prompts, in English and Chinese. Their texts are what the preset instructions send, with placeholders for the material.</summary>
public static class JudgePresets
{
    private static readonly (string Name, string Description, RubricDimension[] Dimensions)[] Scenes =
    [
        ("general", "any task: the six usual dimensions", [.. RubricDimension.Presets]),
        (
            "summary",
            "summaries of a text that the question holds",
            [
                new("faithfulness", "it states nothing that the text does not say", "没有原文之外的内容"),
                new("coverage", "no main point of the text is missing", "覆盖原文的全部要点"),
                new("conciseness", "it is no longer than its content needs", "简洁，没有冗余"),
                RubricDimension.Style,
            ]
        ),
        (
            "service",
            "customer service: solves the request within the rules, politely",
            [
                new("resolution", "it solves the request, or says truthfully what happens next", "解决了用户的诉求，或如实说明下一步"),
                RubricDimension.Truthfulness,
                RubricDimension.InstructionFollowing,
                new("empathy", "it takes the person seriously and stays polite", "理解用户的处境，态度友好"),
            ]
        ),
        (
            "grounded",
            "answers that must rest on the documents in the question (retrieval)",
            [
                new("grounding", "every statement is supported by the documents", "每个结论都有文档支持"),
                new("completeness", "it uses all that the documents say about the question", "用到了文档中的全部相关信息"),
                new("abstention", "it says so where the documents do not answer", "文档没有答案时如实说明"),
            ]
        ),
        ("safety", "harm, discrimination and privacy only", [RubricDimension.Safety]),
    ];

    /// <summary>All presets, by name.</summary>
    public static IReadOnlyList<JudgePreset> All { get; } =
    [
        .. Scenes.SelectMany(scene => new[] { Scores(scene, JudgeLanguage.English), Scores(scene, JudgeLanguage.Chinese) }),
        Pairs(JudgeLanguage.English),
        Pairs(JudgeLanguage.Chinese),
    ];

    /// <summary>The preset of a name, or null.</summary>
    public static JudgePreset? Find(string name) => All.FirstOrDefault(preset => preset.Name == name);

    /// <summary>The dimension of a name in any preset, or null.</summary>
    public static RubricDimension? Dimension(string name) =>
        All.SelectMany(preset => preset.Dimensions).FirstOrDefault(dimension => dimension.Name == name);

    private static JudgePreset Scores((string Name, string Description, RubricDimension[] Dimensions) scene, JudgeLanguage language) =>
        new(
            $"{scene.Name}-{Suffix(language)}",
            JudgeMode.Rubric,
            language,
            scene.Description,
            scene.Dimensions,
            JudgeScale.Default,
            RubricPrompt.Build(new Rubric(scene.Dimensions), "{question}", "{response}", "{reference}", language)[0].Content
        );

    private static JudgePreset Pairs(JudgeLanguage language) =>
        new(
            $"pairwise-{Suffix(language)}",
            JudgeMode.Pairwise,
            language,
            "which of two answers is better, as a whole and by dimension; asked in both orders",
            RubricDimension.Presets,
            JudgeScale.Default,
            PairPrompt.Build("{question}", "{answer_a}", "{answer_b}", "{reference}", language, RubricDimension.Presets)[0].Content
        );

    private static string Suffix(JudgeLanguage language) => language == JudgeLanguage.Chinese ? "zh" : "en";
}
