using System.CommandLine;
using System.Globalization;
using Distill.Cli.CommandLine;
using Distill.Cli.Failures;
using Distill.Core.Evaluation;
using Distill.Core.Evaluation.Gates;
using Distill.Core.Judging;
using Distill.Core.Judging.Asking;
using Distill.Core.Judging.Rubrics;
using Distill.Core.Judging.Templates;

namespace Distill.Cli.Judging;

/// <summary>The options that say how a judge is asked and what follows.</summary>
internal sealed class JudgingOptions
{
    private readonly Option<string[]> _judges = Many("--judge", "A configured model that judges; repeatable: several are a panel", "MODEL");
    private readonly Option<bool> _score = new("--score")
    {
        Description = "With --pair: score each answer by the rubric instead of comparing them",
    };
    private readonly Option<string[]> _dimensions = Many(
        "--dimension",
        "A dimension of the rubric with its weight and meaning; presets need no meaning; repeatable. Default: the six presets; with --pair one verdict on the whole",
        "NAME[*WEIGHT][=MEANING]"
    );
    private readonly Option<string?> _scale = new("--scale")
    {
        Description = "Whole numbers, worst to best. Default: 1-5",
        HelpName = "MIN-MAX",
    };
    private readonly Option<string?> _template = new("--template")
    {
        Description = "A preset of --templates, or a file with a prompt of your own (docs/judging.md lists the placeholders)",
        HelpName = "NAME|FILE",
    };
    private readonly Option<string?> _language = new("--language")
    {
        Description = "Language of the prompt: en or zh. Default: that of each question",
        HelpName = "LANGUAGE",
    };
    private readonly Option<string?> _gate = new("--gate")
    {
        Description = "With --pair: decide for superiority or non-inferiority of the second file",
        HelpName = "CLAIM",
    };
    private readonly Option<double?> _margin = new("--margin")
    {
        Description = "Margin of non-inferiority, above 0 and below 1. Default: 0.05",
        HelpName = "SHARE",
    };

    /// <summary>Adds the options to the command.</summary>
    public void AddTo(Command command)
    {
        _language.AcceptOnlyFromAmong("en", "zh");
        _gate.AcceptOnlyFromAmong("superiority", "non-inferiority");
        foreach (var option in new Option[] { _judges, _score, _dimensions, _scale, _template, _language, _gate, _margin })
        {
            command.Add(option);
        }
    }

    /// <summary>The judges, each once.</summary>
    public IReadOnlyList<string> Judges(CommandContext context) => [.. context.Get(_judges)!.Distinct(StringComparer.Ordinal)];

    /// <summary>The decision rule, or null.</summary>
    public GateRule? Gate(CommandContext context) =>
        context.Get(_gate) is not { } claim
            ? null
            : new GateRule
            {
                Claim = claim == "superiority" ? GateClaim.Superiority : GateClaim.NonInferiority,
                Margin = context.Get(_margin) ?? new GateRule().Margin,
            };

    /// <summary>How judges are asked.</summary>
    /// <param name="context">The options.</param>
    /// <param name="paired">True when there are two answers.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="CliException">A dimension, the scale or the template cannot be used.</exception>
    public async Task<JudgeInstruction> InstructionAsync(CommandContext context, bool paired, CancellationToken cancellationToken)
    {
        var mode = paired && !context.Get(_score) ? JudgeMode.Pairwise : JudgeMode.Rubric;
        JudgeLanguage? language = context.Get(_language) switch
        {
            "zh" => JudgeLanguage.Chinese,
            "en" => JudgeLanguage.English,
            _ => null,
        };
        try
        {
            var template = context.Get(_template);
            if (template is not null && JudgePresets.Find(template) is { } preset)
            {
                RequireMode(preset, mode);
                return new JudgeInstruction(mode, Rubric(context, preset.Dimensions), language ?? preset.Language);
            }

            var text = template is null ? null : await TemplateAsync(template, cancellationToken);
            var rubric =
                mode == JudgeMode.Pairwise && context.Get(_dimensions)!.Length == 0 ? null : Rubric(context, RubricDimension.Presets);
            return new JudgeInstruction(mode, rubric, language, text);
        }
        catch (InvalidSettingException wrong)
        {
            throw CliException.Usage(wrong.Message, "--template, --dimension, --scale", "docs/judging.md describes them", wrong);
        }
    }

    private static void RequireMode(JudgePreset preset, JudgeMode mode)
    {
        if (preset.Mode != mode)
        {
            throw CliException.Usage(
                $"the preset '{preset.Name}' {(preset.Mode == JudgeMode.Pairwise ? "compares two answers" : "scores one answer")}",
                "--template",
                mode == JudgeMode.Pairwise ? "add --score, or choose a pairwise preset" : "choose another, or give two files with --pair"
            );
        }
    }

    private static async Task<string> TemplateAsync(string path, CancellationToken cancellationToken) =>
        File.Exists(path)
            ? await Files.InputFile.ReadTextAsync(path, "judge template", cancellationToken)
            : throw CliException.Usage(
                $"'{path}' is neither a preset nor a file",
                "--template",
                "distill judge --templates lists the presets"
            );

    private Rubric Rubric(CommandContext context, IReadOnlyList<RubricDimension> usual)
    {
        var named = context.Get(_dimensions)!;
        return new Rubric(named.Length == 0 ? usual : [.. named.Select(Dimension)], Scale(context.Get(_scale)));
    }

    private static RubricDimension Dimension(string text)
    {
        var (head, meaning) = text.IndexOf('=') is var at && at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);
        var star = head.IndexOf('*');
        var name = star < 0 ? head : head[..star];
        var weight = 1.0;
        if (star >= 0 && !double.TryParse(head[(star + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out weight))
        {
            throw new InvalidSettingException($"'{head[(star + 1)..]}' is no weight; write for example logic*2.");
        }

        var preset = JudgePresets.Dimension(name);
        return (meaning, preset) switch
        {
            ({ } own, _) => new RubricDimension(name, own, own, weight),
            (_, { } known) => known with { Weight = weight },
            _ => throw new InvalidSettingException($"'{name}' is no preset dimension; say what it means: {name}=MEANING."),
        };
    }

    private static JudgeScale? Scale(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return text.Split('-') is [var low, var high] && int.TryParse(low, out var min) && int.TryParse(high, out var max)
            ? new JudgeScale(min, max)
            : throw new InvalidSettingException($"'{text}' is no scale; write for example 1-10.");
    }

    private static Option<string[]> Many(string name, string description, string form) =>
        new(name)
        {
            Description = description,
            HelpName = form,
            DefaultValueFactory = _ => [],
        };
}
