namespace Distill.ModelEmulator.Announcements;

/// <summary>What the demo data holds. Equal options write equal bytes.</summary>
public sealed record DemoDatasetOptions
{
    /// <summary>Seed. Default 7.</summary>
    public int Seed { get; init; } = 7;

    /// <summary>Distinct announcements that are asked about, before duplicates and dirt. Default 2,000.</summary>
    public int Prompts { get; init; } = 2_000;

    /// <summary>Labelled rows the teacher learns from; none of them is among the prompts. Default 12,000.</summary>
    public int TeacherRows { get; init; } = 12_000;

    /// <summary>Share of prompts repeated word for word under another id, 0 to 1. Default 0.05.</summary>
    public double DuplicateShare { get; init; } = 0.05;

    /// <summary>Share of prompts with a person's name, phone number, e-mail or identity number in them, 0 to 1. Default 0.01.</summary>
    public double PersonalDataShare { get; init; } = 0.01;

    /// <summary>Lines that are not valid JSON, or lack the prompt. Default 20.</summary>
    public int MalformedLines { get; init; } = 20;
}
