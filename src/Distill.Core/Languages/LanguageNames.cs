namespace Distill.Core.Languages;

/// <summary>The names by which prompts call languages.</summary>
internal static class LanguageNames
{
    private static readonly Dictionary<string, string> Codes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["中文"] = "zh",
        ["汉语"] = "zh",
        ["英文"] = "en",
        ["英语"] = "en",
        ["日文"] = "ja",
        ["日语"] = "ja",
        ["韩文"] = "ko",
        ["韩语"] = "ko",
        ["法文"] = "fr",
        ["法语"] = "fr",
        ["德文"] = "de",
        ["德语"] = "de",
        ["西班牙语"] = "es",
        ["葡萄牙语"] = "pt",
        ["意大利语"] = "it",
        ["俄文"] = "ru",
        ["俄语"] = "ru",
        ["阿拉伯语"] = "ar",
        ["越南语"] = "vi",
        ["泰语"] = "th",
        ["Chinese"] = "zh",
        ["Mandarin"] = "zh",
        ["English"] = "en",
        ["Japanese"] = "ja",
        ["Korean"] = "ko",
        ["French"] = "fr",
        ["German"] = "de",
        ["Spanish"] = "es",
        ["Portuguese"] = "pt",
        ["Italian"] = "it",
        ["Russian"] = "ru",
        ["Arabic"] = "ar",
        ["Vietnamese"] = "vi",
        ["Thai"] = "th",
        ["Hindi"] = "hi",
        ["Bengali"] = "bn",
        ["Urdu"] = "ur",
        ["Persian"] = "fa",
        ["Polish"] = "pl",
        ["Finnish"] = "fi",
        ["Swahili"] = "sw",
        ["Ukrainian"] = "uk",
        ["Bulgarian"] = "bg",
        ["Nepali"] = "ne",
        ["Marathi"] = "mr",
        ["Punjabi"] = "pa",
        ["Gujarati"] = "gu",
        ["Tamil"] = "ta",
        ["Telugu"] = "te",
        ["Kannada"] = "kn",
        ["Malayalam"] = "ml",
    };

    /// <summary>The names, Chinese and English.</summary>
    public static IReadOnlyCollection<string> All => Codes.Keys;

    /// <summary>The ISO 639-1 code of a name, or null.</summary>
    public static string? Code(string name) => Codes.GetValueOrDefault(name);
}
