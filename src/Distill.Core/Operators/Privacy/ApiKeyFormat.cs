namespace Distill.Core.Operators.Privacy;

/// <summary>How keys of a platform look.</summary>
/// <param name="Prefix">What they begin with.</param>
/// <param name="MinBody">Fewest characters behind the prefix.</param>
/// <param name="MaxBody">Most characters behind the prefix.</param>
internal sealed record ApiKeyFormat(string Prefix, int MinBody, int MaxBody)
{
    /// <summary>Formats that the platforms document; the longer prefix first where one begins another.</summary>
    public static IReadOnlyList<ApiKeyFormat> Known { get; } =
    [
        new("sk-", 20, 256), // OpenAI, Anthropic, DeepSeek and those compatible with them
        new("sk_live_", 16, 128), // Stripe
        new("sk_test_", 16, 128),
        new("rk_live_", 16, 128),
        new("AKIA", 16, 16), // AWS
        new("ASIA", 16, 16),
        new("AIza", 35, 35), // Google
        new("ghp_", 36, 255), // GitHub
        new("gho_", 36, 255),
        new("ghu_", 36, 255),
        new("ghs_", 36, 255),
        new("ghr_", 36, 255),
        new("github_pat_", 22, 255),
        new("glpat-", 20, 64), // GitLab
        new("xoxb-", 10, 128), // Slack
        new("xoxp-", 10, 128),
        new("xoxa-", 10, 128),
        new("xoxr-", 10, 128),
        new("xoxs-", 10, 128),
        new("LTAI", 12, 26), // Alibaba Cloud
        new("AKID", 28, 36), // Tencent Cloud
        new("ALTAK-", 20, 128), // Baidu Cloud
        new("ALTAK", 19, 64),
        new("npm_", 36, 36),
        new("hf_", 30, 64), // Hugging Face
        new("dckr_pat_", 20, 64), // Docker Hub
    ];
}
