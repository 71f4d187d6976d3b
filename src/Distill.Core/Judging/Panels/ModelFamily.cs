namespace Distill.Core.Judging.Panels;

/// <summary>Which models descend from the same house: judges favour answers that read like their own.</summary>
/// <remarks>
/// L. Zheng et al., "Judging LLM-as-a-Judge with MT-Bench and Chatbot Arena", NeurIPS 2023, section 3.3; A. Panickssery, S. R. Bowman and S. Feng, "LLM Evaluators Recognize and
/// Favor Their Own Generations", NeurIPS 2024. The family is told by the name's beginning, after the publisher's path and the marks of fine-tuning.
/// </remarks>
public static class ModelFamily
{
    private static readonly (string Prefix, string Family)[] Prefixes =
    [
        ("gpt", "gpt"),
        ("chatgpt", "gpt"),
        ("text-davinci", "gpt"),
        ("o1", "gpt"),
        ("o3", "gpt"),
        ("o4", "gpt"),
        ("claude", "claude"),
        ("gemini", "gemini"),
        ("gemma", "gemini"),
        ("palm", "gemini"),
        ("bison", "gemini"),
        ("qwen", "qwen"),
        ("qwq", "qwen"),
        ("qvq", "qwen"),
        ("tongyi", "qwen"),
        ("ernie", "ernie"),
        ("wenxin", "ernie"),
        ("qianfan", "ernie"),
        ("deepseek", "deepseek"),
        ("llama", "llama"),
        ("meta-llama", "llama"),
        ("codellama", "llama"),
        ("vicuna", "llama"),
        ("alpaca", "llama"),
        ("mistral", "mistral"),
        ("mixtral", "mistral"),
        ("ministral", "mistral"),
        ("codestral", "mistral"),
        ("glm", "glm"),
        ("chatglm", "glm"),
        ("codegeex", "glm"),
        ("kimi", "kimi"),
        ("moonshot", "kimi"),
        ("doubao", "doubao"),
        ("seed", "doubao"),
        ("hunyuan", "hunyuan"),
        ("baichuan", "baichuan"),
        ("internlm", "internlm"),
        ("minimax", "minimax"),
        ("abab", "minimax"),
        ("yi-", "yi"),
        ("phi", "phi"),
        ("grok", "grok"),
        ("command", "command"),
        ("spark", "spark"),
        ("step-", "step"),
    ];

    /// <summary>The family of a model, or null when its name is not known.</summary>
    /// <param name="model">A provider's model name: <c>gpt-4o</c>, <c>ft:gpt-4o-mini:org::id</c>, <c>Qwen/Qwen2.5-7B-Instruct</c>.</param>
    public static string? Of(string model)
    {
        var name = model.Trim().ToLowerInvariant();
        name = name.StartsWith("ft:", StringComparison.Ordinal) ? name[3..] : name;
        name = name[(name.LastIndexOf('/') + 1)..];
        return Prefixes.FirstOrDefault(known => name.StartsWith(known.Prefix, StringComparison.Ordinal)).Family;
    }

    /// <summary>A warning for each judge that shares a family with a model it judges; empty when none does.</summary>
    /// <param name="judges">The judges' provider model names.</param>
    /// <param name="models">The provider model names of what is compared.</param>
    public static IReadOnlyList<string> Warnings(IEnumerable<string> judges, IReadOnlyCollection<string> models)
    {
        var warnings = new List<string>();
        foreach (var judge in judges.Distinct(StringComparer.Ordinal))
        {
            var own = models.Where(model => Of(judge) is { } family && Of(model) == family).Distinct(StringComparer.Ordinal).ToList();
            if (own.Count > 0)
            {
                warnings.Add(
                    $"The judge {judge} is of the same family ({Of(judge)}) as {string.Join(", ", own)}: judges tend to favour their own kind. Add a judge of another family."
                );
            }
        }

        return warnings;
    }
}
